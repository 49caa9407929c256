import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { problems } from '../../../contracts/api/problem.ts';
import { routeNames, routeOf } from '../../../contracts/api/routes.ts';
import { allScopes } from '../../../contracts/api/scopes.ts';
import { access } from '../../security/access.ts';
import { shapesOf } from './fields.ts';
import { docsPage } from './page.tsx';
import { curlOf } from './route.tsx';

const page = docsPage({ style: '/assets/x.css', icon: '/assets/x.svg' });

test('every route, problem and scope stands on the page', () => {
  for (const name of routeNames) expect(page).toContain(`id="${name}"`);
  for (const word of [...Object.keys(problems), ...allScopes]) expect(page).toContain(`<code>${word}</code>`);
});

test('the page loads nothing from elsewhere and has neither script nor inline style', () => {
  expect(page).not.toMatch(/<script|\sstyle=|\son\w+=|<img|<iframe/i);
  const loaded = [...page.matchAll(/<link[^>]+href="([^"]+)"/g)].map((found) => found[1]);
  expect(loaded).toEqual(['/assets/x.svg', '/assets/x.css']);
});

test('every link within the page leads somewhere on it', () => {
  const targets = [...page.matchAll(/href="#([\w-]+)"/g)].map((found) => found[1] ?? '');
  expect(targets.filter((id) => !page.includes(`id="${id}"`))).toEqual([]);
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((found) => found[1]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('an example of a request names method, address and body', () => {
  const curl = curlOf('moveBooking');
  expect(curl).toContain('-X POST "$ZAPIS/api/bookings/$booking_id/move"');
  expect(curl).toContain(JSON.stringify(routeOf('moveBooking').example.body));
});

test('fields are told with their nested ones, their limits and whether they may be null', () => {
  const [rows] = shapesOf({
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 9 },
      seats: { anyOf: [{ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }, { type: 'null' }] },
      rows: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } },
    },
  });
  expect(rows).toEqual([
    { path: 'name', type: 'string', required: true, limits: '1–9 letters' },
    { path: 'seats', type: 'integer or null', required: false, limits: '1–' },
    { path: 'rows', type: 'list of object', required: false, limits: '' },
    { path: 'rows[].id', type: 'string', required: false, limits: '' },
  ]);
});

test('docs/api.md names every route with its scope, every problem, and nothing that is not there', () => {
  const text = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((row) =>
    [...row.matchAll(/`([A-Z]+ \/api[^`]*)`/g)].map((found) => ({ route: found[1] ?? '', row })),
  );
  const known = new Map(
    routeNames.map((name) => [`${routeOf(name).method.toUpperCase()} ${routeOf(name).path}`, name]),
  );
  expect(named.map(({ route }) => route).toSorted((a, b) => a.localeCompare(b))).toEqual(
    [...known.keys()].toSorted((a, b) => a.localeCompare(b)),
  );
  for (const { route, row } of named) {
    const name = known.get(route);
    if (name && !row.includes('the bot hands over')) expect(row).toContain(`\`${access[name]}\``);
  }
  for (const code of Object.keys(problems)) expect(text).toContain(`\`${code}\``);
});
