import { expect, test } from 'vitest';
import { until } from '../../local/testing.ts';
import { FakeMemory, FakeTelegram, person, tapOn, update } from '../testing.ts';
import { Patience } from './patience.ts';

test('a tap that the worker has not answered is told that somebody works on it, in its person’s language', async () => {
  const memory = new FakeMemory();
  const telegram = new FakeTelegram();
  memory.identities.set(8, person({ telegram_id: 8, lang: 'ru' }));
  memory.answers.add('answered');
  const patience = new Patience(memory, telegram, 5);
  const tap = (query_id: string, telegram_id: number) =>
    patience.arm(update({ ...tapOn('x'), query_id } as ReturnType<typeof tapOn>, { telegram_id }));
  tap('answered', 7);
  tap('english', 7);
  tap('russian', 8);
  await until('both', () => telegram.answers.length === 2);
  expect(telegram.answers).toEqual([
    { queryId: 'english', text: 'Working on it…' },
    { queryId: 'russian', text: 'Минутку, выполняю…' },
  ]);
});

test('a tap that was answered otherwise is left alone, and nothing speaks after the stop', async () => {
  const telegram = new FakeTelegram();
  const patience = new Patience(new FakeMemory(), telegram, 1);
  patience.arm(update(tapOn('x')));
  patience.disarm(update(tapOn('x')));
  patience.arm(update({ kind: 'text', text: 'x' }));
  const other = new Patience(new FakeMemory(), telegram, 1);
  other.arm(update(tapOn('x')));
  other.stop();
  const last = new Patience(new FakeMemory(), telegram, 2);
  last.arm(update({ kind: 'tap', query_id: 'last', message_id: null, data: 'x' }));
  await until('the last', () => telegram.answers.length > 0);
  expect(telegram.answers.map(({ queryId }) => queryId)).toEqual(['last']);
});
