import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { routeNames, routeOf } from '../../contracts/api/routes.ts';
import { scopes } from '../../contracts/api/scopes.ts';
import { access } from '../security/access.ts';
import { openApi } from './openapi.ts';

type Content = Record<string, { readonly schema: object; readonly example?: unknown }>;
type Operation = {
  readonly operationId: string;
  readonly description: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly responses: Record<string, { readonly content: Content }>;
  readonly requestBody?: { readonly content: Content };
};
const document = JSON.parse(JSON.stringify(openApi)) as {
  readonly paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const ofRoute = (name: string) =>
  operations.find(({ operation }) => operation.operationId === name)?.operation;

test('the document is OpenAPI 3.1 to a validator of the standard', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  expect(errors ?? []).toEqual([]);
  expect([valid, validator.version]).toEqual([true, '3.1']);
});

test('every route is described, and nothing else', () => {
  expect(operations.map(({ path, method }) => `${method} ${path}`).sort()).toEqual(
    routeNames
      .map((name) => `${routeOf(name).method} ${routeOf(name).path.replaceAll(/:(\w+)/g, '{$1}')}`)
      .sort(),
  );
});

test('every part of a path that stands for something is described, and needed', () => {
  for (const { path, operation } of operations) {
    const parts = [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]);
    const described = operation.parameters.filter((one) => one.in === 'path' && one.required);
    expect(described.map((one) => one.name).sort(), path).toEqual(
      parts.toSorted((one = '', other = '') => one.localeCompare(other)),
    );
  }
});

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'all', ...document });

test.each(routeNames)('%s: the example is what the API takes and what it answers', (name) => {
  const route = routeOf(name);
  if (route.body) expect(route.body.safeParse(route.example.body).error?.issues ?? []).toEqual([]);
  expect(route.query.safeParse(route.example.query ?? {}).error?.issues ?? []).toEqual([]);
  expect(route.answer.safeParse(route.example.answer).error?.issues ?? []).toEqual([]);
  const operation = ofRoute(name);
  const contents = [
    operation?.requestBody?.content['application/json'],
    ...Object.values(operation?.responses[route.status ?? 200]?.content ?? {}),
  ];
  for (const content of contents.flatMap((one) => one ?? [])) {
    const fits = ajv.compile(content.schema);
    expect(fits(content.example), JSON.stringify(fits.errors)).toBe(true);
  }
});

test('every schema refuses what the API refuses', () => {
  const body = ofRoute('confirmBooking')?.requestBody?.content['application/json']?.schema;
  const fits = ajv.compile(body ?? {});
  expect(fits({ telegram_id: 1, slot_id: '0123456789abcdef01234567' })).toBe(true);
  expect(fits({ telegram_id: { $ne: null }, slot_id: '0123456789abcdef01234567' })).toBe(false);
  expect(fits({ telegram_id: 1, slot_id: '0123456789abcdef01234567', more: 1 })).toBe(false);
});

test('what can go wrong is told by status', () => {
  expect(Object.keys(ofRoute('confirmBooking')?.responses ?? {})).toEqual(
    expect.arrayContaining(['200', '400', '401', '403', '404', '409', '413', '415', '422', '503']),
  );
});

test('reading needs a scope to read, writing one to write, and every scope opens something', () => {
  for (const name of routeNames) {
    expect(access[name], name).toMatch(routeOf(name).method === 'get' ? /:read$/ : /:write$/);
    expect(ofRoute(name)?.description).toContain(`\`${access[name]}\``);
  }
  const used = new Set<string>(Object.values(access));
  expect(Object.keys(scopes).filter((scope) => !used.has(scope))).toEqual(['bookings:override', 'act-for']);
});
