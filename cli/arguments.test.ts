import { expect, test } from 'vitest';
import { readArguments, type Usage } from './arguments.ts';
import type { Group, Verb } from './verb.ts';
import { verbs } from './verbs.ts';

const usage: Usage = {
  what: 'Does it.',
  options: {
    event: { what: 'its id', value: 'ID', required: true },
    place: { what: 'where', value: 'TEXT' },
    json: { what: 'for programs' },
  },
};
const read = (...argv: string[]) => readArguments('slots add', usage, argv);
const fault = (...argv: string[]) => {
  const answer = read(...argv);
  return answer.kind === 'wrong' ? answer.text : answer.kind;
};

test('options are read with and without =, in any order', () => {
  const answer = read('--json', '--place=Офис А', '--event', 'abc');
  expect(answer.kind).toBe('given');
  if (answer.kind !== 'given') return;
  expect(answer.given.needed('event')).toBe('abc');
  expect(answer.given.text('place')).toBe('Офис А');
  expect(answer.given.has('json')).toBe(true);
});

test('everything that is wrong is said at once, with the line that would be right', () => {
  const text = fault('--evnt', 'abc', 'word', '--json=yes', '--place');
  for (const part of [
    '--evnt: there is no such option',
    '--event is missing',
    '"word"',
    '--json takes no value',
    '--place wants a value',
  ])
    expect(text).toContain(part);
  expect(text.split('\n').at(-1)).toBe('Usage: zapis slots add --event ID [--place TEXT] [--json]');
  expect(fault('--event', '--json')).toContain('--event wants a value');
});

test('--help explains every option and does nothing', () => {
  const answer = read('--help', '--nonsense');
  expect(answer.kind === 'help' && answer.text).toContain('--event ID');
});

async function leaves(group: Group, path = ''): Promise<[string, Verb][]> {
  const all = await Promise.all(
    Object.entries(group.verbs).map(async ([name, { load }]): Promise<[string, Verb][]> => {
      const loaded = await load();
      const full = `${path}${name}`;
      return 'verbs' in loaded ? leaves(loaded, `${full} `) : [[full, loaded]];
    }),
  );
  return all.flat();
}

test('every verb explains itself, and refuses what it does not know', async () => {
  for (const [name, verb] of await leaves({ verbs })) {
    expect(readArguments(name, verb.usage, ['--help']).kind, name).toBe('help');
    expect(readArguments(name, verb.usage, ['--no-such-option']).kind, name).toBe('wrong');
    expect(verb.usage.what.length, name).toBeGreaterThan(10);
  }
});
