import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settingsOf } from '../../config/load.ts';
import { rooms } from './rooms.ts';

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
};
/** All that is installed where it runs, with what those bring along. */
const installed = Object.entries(lock.packages).flatMap(([path, { dev }]) =>
  dev === true || path === '' ? [] : [path.split('node_modules/').at(-1) ?? ''],
);

test('the front door has no way to the database: no driver, no adapter, no address', () => {
  const { packages = [], may, closedToMain = {} } = rooms['bot'] ?? { may: [] };
  expect(packages.filter((name) => installed.includes(name)).toSorted()).toEqual(['telegraf', 'zod']);
  expect(may).not.toContain('adapters');
  expect(Object.keys(closedToMain)).toEqual(expect.arrayContaining(['adapters/mongo', 'adapters/use.ts']));
  expect(settingsOf.bot.filter((name) => /mongo/i.test(name))).toEqual([]);
});

test('no framework for agents and no heavy library of machine learning is installed with it: workers bring their own', () => {
  expect(installed.length).toBeGreaterThan(50);
  const banned = /lang(graph|chain)|llama|openai|anthropic|tensorflow|torch|onnx|transformers|brain\.js/i;
  expect(installed.filter((name) => banned.test(name))).toEqual([]);
});
