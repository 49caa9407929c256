import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { expect, test } from 'vitest';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

function copiesOf(name: string, folder: string): string[] {
  const here = existsSync(join(folder, name)) ? [join(folder, name)] : [];
  const packages = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const nested = packages.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('@')) return copiesOf(name, path);
    return existsSync(join(path, 'node_modules')) ? copiesOf(name, join(path, 'node_modules')) : [];
  });
  return [...here, ...nested];
}

test('one protobufjs is installed: with a second copy no history could be read back', () => {
  expect(copiesOf('protobufjs', modules)).toHaveLength(1);
});

test('a history survives the way to JSON and back', () => {
  const json: unknown = JSON.parse(
    readFileSync(fileURLToPath(new URL('histories/reconcile.json', import.meta.url)), 'utf8'),
  );
  expect(JSON.parse(historyToJSON(historyFromJSON(json)))).toEqual(json);
});
