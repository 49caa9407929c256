import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { allRooms } from './rooms.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const includeOf = (path: string) => (JSON.parse(read(path)) as { include: string[] }).include;

/** Rooms that look at the product from outside, and are no part of it. */
const notBuilt = ['tests', 'bench', 'scripts', 'examples'];
const built = allRooms.filter((room) => !notBuilt.includes(room)).toSorted();

test('every room of the product is compiled into dist/, and nothing else', () => {
  expect(includeOf('tsconfig.build.json').toSorted()).toEqual(built);
});

test('every room is checked by the compiler', () => {
  const rooms = includeOf('tsconfig.json').map((one) => one.split('/')[0] ?? '');
  expect(rooms.filter((one) => !one.endsWith('.config.ts')).toSorted()).toEqual(allRooms.toSorted());
});

test('every room of the product is let into the container build, and no other one as a whole', () => {
  const named = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  expect(named.filter((one) => allRooms.includes(one)).toSorted()).toEqual(built);
});
