import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { routeNames, routeOf } from '../../contracts/api/routes.ts';
import { openApi } from './openapi.ts';

type Described = {
  readonly paths: Record<
    string,
    Record<
      string,
      { responses: Record<string, unknown>; requestBody?: { content: Record<string, { schema: object }> } }
    >
  >;
};
const { paths } = JSON.parse(JSON.stringify(openApi)) as Described;

test('every route is described, and nothing else', () => {
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(described.sort()).toEqual(
    routeNames
      .map((name) => `${routeOf(name).method} ${routeOf(name).path.replaceAll(/:(\w+)/g, '{$1}')}`)
      .sort(),
  );
});

test('every schema compiles, and refuses what the API refuses', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const body = paths['/api/confirm-booking']?.['post']?.requestBody?.content['application/json']?.schema;
  const fits = ajv.compile(body ?? {});
  expect(fits({ telegram_id: 1, slot_id: '0123456789abcdef01234567' })).toBe(true);
  expect(fits({ telegram_id: { $ne: null }, slot_id: '0123456789abcdef01234567' })).toBe(false);
  expect(fits({ telegram_id: 1, slot_id: '0123456789abcdef01234567', more: 1 })).toBe(false);
});

test('what can go wrong is told by status', () => {
  const { responses } = paths['/api/confirm-booking']?.['post'] ?? { responses: {} };
  expect(Object.keys(responses)).toEqual(
    expect.arrayContaining(['200', '400', '401', '403', '404', '409', '413', '415', '422', '503']),
  );
});
