import { expect, test } from 'vitest';
import type { Kill } from '../../../support/kills/lost.ts';
import type { SentRow } from '../../../support/kills/unknown.ts';
import { judge, type Line, type Talk } from './check.ts';
import { answer, question } from './words.ts';

// The checker of the kills, shown what it must find.

type Said = readonly [from: Line['from'], text: string, more?: Partial<Line>];
const whole: readonly Said[] = [
  ['person', question(1)],
  ['person', question(2)],
  ['worker', answer(1)],
  ['worker', answer(2)],
];
const linesOf = (said: readonly Said[]): readonly Line[] =>
  said.map(([from, text, more], at) => {
    const isAnswer = from !== 'person';
    return { id: `m${at}`, seq: at + 1, from, text, fate: isAnswer ? 'sent' : null, unsent: false, ...more };
  });
const row = (at: number, more: Partial<SentRow> = {}): SentRow => ({
  key: `conversation:m${at}:0`,
  state: 'sent',
  resent: 0,
  claimedAt: 100,
  settledAt: 200,
  ...more,
});
const both = [row(2), row(3)];

type Given = Partial<Talk> & {
  readonly said?: readonly Said[];
  readonly ledger?: readonly SentRow[];
  readonly killedAt?: number;
  readonly part?: string;
};
function verdict({ said = whole, ledger = both, killedAt, part = 'worker', ...more }: Given = {}) {
  const transcript = linesOf(said);
  const asked = said.filter(([from]) => from === 'person');
  const talk: Talk = {
    name: 'Anna',
    voice: 'worker',
    asked: 2,
    waits: false,
    transcript,
    desk: transcript.map(({ text }) => text),
    heard: [answer(1), answer(2)],
    input: asked.map(([, text], at) => ({ seq: at + 1, text })),
    ...more,
  };
  const kills: readonly Kill[] =
    killedAt === undefined ? [] : [{ at: killedAt, name: 'it dies', parts: [part], reached: true }];
  return judge({ talks: [talk], ledger, kills });
}
const faults = (given: Given) => verdict(given).faults;
const says = (words: string) => expect.stringContaining(words);

test('everything was kept, answered and told once and in order: no fault', () => {
  expect(verdict()).toEqual({
    faults: [],
    asked: 2,
    answers: 2,
    unknown: 0,
    late: 0,
    doubled: 0,
    givenUp: 0,
  });
});

test('a question that was lost, kept twice or kept out of order is found', () => {
  expect(faults({ said: whole.slice(1), ledger: [row(1), row(2)] })).toContain(
    'Anna: kept: question 1 is there 0 times',
  );
  const twice: readonly Said[] = [whole[0] as Said, ...whole];
  expect(faults({ said: twice, ledger: [row(3), row(4)] })).toContain(
    'Anna: kept: question 1 is there 2 times',
  );
  const [first, second, ...rest] = whole as [Said, Said, ...Said[]];
  expect(faults({ said: [second, first, ...rest] })).toContain('Anna: kept: question 1 comes after 2');
});

test('an answer that was lost, kept twice, kept out of order or kept before its question is found', () => {
  expect(faults({ said: whole.slice(0, 3), heard: [answer(1)], ledger: [row(2)] })).toEqual([
    'Anna: kept: answer 2 is there 0 times',
    'Anna: told: answer 2 is there 0 times',
  ]);
  const again: readonly Said[] = [...whole, ['worker', answer(2)]];
  expect(faults({ said: again, ledger: [...both, row(4)] })).toEqual([
    'Anna: kept: answer 2 is there 2 times',
  ]);
  const [one, two, first, second] = whole as [Said, Said, Said, Said];
  expect(faults({ said: [one, two, second, first], heard: [answer(2), answer(1)] })).toEqual([
    'Anna: kept: answer 1 comes after 2',
    'Anna: told: answer 1 comes after 2',
  ]);
  expect(faults({ said: [one, first, second, two], ledger: [row(1), row(2)] })).toContain(
    'Anna: answer 2 was kept before its question',
  );
});

test('what the chat shows is read by itself: lost, out of order, unasked', () => {
  expect(faults({ heard: [answer(2)] })).toEqual(['Anna: told: answer 1 is there 0 times']);
  expect(faults({ heard: [answer(2), answer(1)] })).toEqual(['Anna: told: answer 1 comes after 2']);
  expect(faults({ heard: [answer(1), 'I do not know that.', answer(2)] })).toEqual([
    'Anna: told: answer null was never meant',
  ]);
  expect(faults({ heard: [answer(1), 'One moment, please.', answer(2)] })).toEqual([]);
});

test('an answer stands twice in a chat only where the ledger sent it again, its outcome was unknown, and nothing stands between', () => {
  const heard = [answer(1), answer(1), answer(2)];
  expect(faults({ heard })).toEqual(['Anna: told: answer 1 is there 2 times']);
  const ledger = [row(2, { resent: 1 }), row(3)];
  expect(faults({ heard, ledger })).toEqual([says('conversation:m2:0 was sent twice: no worker was lost')]);
  expect(faults({ heard, ledger, killedAt: 150, part: 'bot' })).toHaveLength(1);
  for (const part of ['worker', 'mongodb'])
    expect(verdict({ heard, ledger, killedAt: 150, part })).toMatchObject({
      faults: [],
      unknown: 1,
      doubled: 1,
    });
  const besides = [answer(1), 'One moment, please.', answer(1), answer(2)];
  expect(verdict({ heard: besides, ledger, killedAt: 150 })).toMatchObject({ faults: [], doubled: 1 });
  const thrice = { heard: [answer(1), ...heard], ledger, killedAt: 150 };
  expect(faults(thrice)).toEqual(['Anna: told: answer 1 is there 2 times']);
  expect(faults({ heard: [answer(1), answer(2), answer(1)], ledger, killedAt: 150 })).toContain(
    'Anna: told: answer 1 comes after 2',
  );
  const late = [row(2, { resent: 1, settledAt: 10_100 }), row(3)];
  expect(verdict({ heard, ledger: late })).toMatchObject({ faults: [], unknown: 1, late: 1, doubled: 1 });
});

test('what had no answer to either call may be missing, and is counted', () => {
  const said = whole.with(2, ['worker', answer(1), { fate: 'unknown' }]);
  const ledger = [row(2, { state: 'unknown', resent: 1 }), row(3)];
  expect(verdict({ said, ledger, killedAt: 150, heard: [answer(2)] })).toMatchObject({
    faults: [],
    unknown: 1,
    givenUp: 1,
  });
  expect(faults({ said, ledger, heard: [answer(2)] })).toHaveLength(1);
});

test('ledger and transcript say the same of each answer, and the ledger of nothing else', () => {
  const unsent = whole.with(3, ['worker', answer(2), { fate: null, unsent: true }]);
  expect(faults({ said: unsent })).toContain('Anna: Answer 2 was not sent: null');
  expect(faults({ ledger: [row(2)] })).toEqual(['Anna: Answer 2 has no row in the ledger']);
  expect(faults({ ledger: [row(2), row(3, { state: 'claimed' })] })).toEqual([
    'Anna: Answer 2: the ledger says claimed, the transcript sent',
  ]);
  expect(faults({ ledger: [...both, row(9)] })).toEqual(['conversation:m9:0 was sent, and nobody kept it']);
});

test('whoever still waits, another voice, and a desk that shows something else are found', () => {
  expect(faults({ waits: true })).toEqual(['Anna: still waits for an answer']);
  expect(faults({ said: whole.with(2, ['bot', answer(1)]) })).toEqual(['Anna: bot said Answer 1']);
  expect(faults({ desk: [question(1), answer(1)] })).toEqual([says('Anna: the desk shows')]);
  expect(faults({ desk: [] })).toEqual([says('Anna: the desk shows')]);
  expect(faults({ desk: [answer(1), answer(2)] })).toEqual([]);
});

test('before the worker lies what it is asked, once, in order; nothing of those whom coordinators answer', () => {
  const [one, two] = [
    { seq: 1, text: question(1) },
    { seq: 2, text: question(2) },
  ];
  expect(faults({ input: [two] })).toEqual([]);
  expect(faults({ input: [two, one] })).toEqual(['Anna: the worker was asked number 1 after 2']);
  expect(faults({ input: [one, one] })).toEqual(['Anna: the worker was asked number 1 after 1']);
  expect(faults({ input: [{ seq: 1, text: question(2) }] })).toEqual([says('which nobody said')]);
  const said: readonly Said[] = [
    ['staff', answer(0)],
    ['person', question(1)],
    ['staff', answer(1)],
  ];
  const desk: Given = { voice: 'staff', asked: 1, said, heard: [answer(0), answer(1)] };
  const ledger = [row(0), row(2)];
  expect(faults({ ...desk, ledger, input: [] })).toEqual([]);
  expect(faults({ ...desk, ledger, input: [{ seq: 2, text: question(1) }] })).toEqual([
    'Anna: 1 of its messages lie before a worker',
  ]);
});
