import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ages } from '../../adapters/mongo/aged.ts';
import { damageKinds } from '../../core/damage/words.ts';
import { checks } from '../test/checks.ts';
import { requirementsStep } from '../test/requirements.ts';
import { quickSuites, serviceSuites } from '../test/suites.ts';
import { allRooms, rooms } from './rooms.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

function documents(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (/^(node_modules|dist|\..*)$/.test(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? documents(path) : entry.name.endsWith('.md') ? [path] : [];
  });
}

test('every room stands in README’s folder table and in ARCHITECTURE’s import table', () => {
  const readme = read('README.md');
  const architecture = read('ARCHITECTURE.md');
  expect(allRooms.filter((room) => !readme.includes(`\`${room}/\``))).toEqual([]);
  expect(
    Object.keys(rooms).filter((room) => !new RegExp(`^\\| \`${room}\` \\|`, 'm').test(architecture)),
  ).toEqual([]);
});

test('the import table of ARCHITECTURE says what the linter enforces', () => {
  const architecture = read('ARCHITECTURE.md').split('## Who may import whom')[1] ?? '';
  for (const [name, room] of Object.entries(rooms)) {
    const row = new RegExp(`^\\| \`${name}\` \\| ([^|]*)\\|`, 'm').exec(architecture)?.[1] ?? '';
    const free = row.replace(/[\w ]+\(`import type`\)|\([^)]*\)/g, '').split(/[;,]/);
    const named = Object.keys(rooms).filter((other) => free.some((part) => part.trim() === other));
    expect({ room: name, may: named }).toEqual({ room: name, may: [...room.may] });
  }
});

test('every top-level folder is told of in the README', () => {
  const readme = read('README.md');
  const folders = readdirSync(root).filter(
    (name) => !/^(\.|node_modules$|dist$)/.test(name) && statSync(join(root, name)).isDirectory(),
  );
  expect(folders.filter((folder) => !readme.includes(`\`${folder}/\``))).toEqual([]);
});

test('every link between documents leads somewhere', () => {
  const broken = documents('.').flatMap((file) =>
    [...read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map((match) => match[1] ?? '')
      .filter((target) => !existsSync(join(root, dirname(file), target)))
      .map((target) => `${file}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test('every npm command a document names exists', () => {
  const scripts = Object.keys(
    (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts,
  );
  const named = documents('.').flatMap((file) =>
    [...read(file).matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? ''),
  );
  expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
});

test('one chapter per workflow: its README’s numbered steps are the numbered comments of the code', () => {
  const folders = readdirSync(join(root, 'workflows'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  for (const { name } of folders) {
    const numbers = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]);
    const inCode = numbers(read(`workflows/${name}/workflow.ts`), /^\s*\/\/ (\d+)\. /gm);
    expect({ name, steps: inCode }).toEqual({
      name,
      steps: numbers(read(`workflows/${name}/README.md`), /^(\d+)\. /gm),
    });
    expect(inCode.length).toBeGreaterThan(0);
  }
});

test('every step of `npm test` stands in the table of docs/development.md, and nothing else does', () => {
  const table = read('docs/development.md').split('## Checks and tests')[1]?.split('\n\n')[1] ?? '';
  const rows = table.split('\n').slice(2);
  const named = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([\w-]+)`/g)].map((m) => m[1]),
  );
  expect(named).toEqual(
    [...checks, ...quickSuites, ...serviceSuites, requirementsStep].map((step) => step.name),
  );
});

test('every kind of damage the reconciler knows stands in its README, and a test makes it by hand', () => {
  const readme = read('workflows/reconcile/README.md');
  const folder = 'tests/e2e/reconcile';
  const tests = readdirSync(join(root, folder)).map((file) => read(join(folder, file)));
  expect(damageKinds.filter((kind) => !readme.includes(`| \`${kind}\` |`))).toEqual([]);
  expect(damageKinds.filter((kind) => !tests.some((text) => text.includes(`test('${kind}`)))).toEqual([]);
});

test('docs/deploy.md tells of everything that is removed by itself, and after how many days', () => {
  const chapter = read('docs/deploy.md').split('## What is removed by itself')[1]?.split('\n## ')[0] ?? '';
  const rows = [...chapter.matchAll(/^\| `(\w+)` \|[^|]*\| (\d+) \|/gm)].map((row) => [
    row[1],
    Number(row[2]),
  ]);
  expect(rows).toEqual(ages.map(({ collection, days }) => [collection, days]));
});
