import { expect, test } from 'vitest';
import type { ChatId } from './api.ts';
import { createBulkQueue } from './bulk-queue.ts';
import type { SendLimits, Turn } from './limits.ts';

const go = { go: true } as const;
const full = (ms: number) => ({ go: false, ms, because: 'chat' }) as const;

/** What each chat is answered, one after the other; then it may go. */
function queue(answers: Readonly<Record<number, readonly Turn[]>>) {
  const taken: ChatId[] = [];
  const limits: SendLimits = {
    async take(chat) {
      taken.push(chat);
      return answers[Number(chat)]?.[taken.filter((one) => one === chat).length - 1] ?? go;
    },
    pausedFor: async () => 0,
    refused: async () => undefined,
  };
  return { taken, turn: createBulkQueue(limits) };
}

test('a chat that is full for a moment is waited for, and nobody else waits with it', async () => {
  const { taken, turn } = queue({ 1: [full(20)] });
  const order: number[] = [];
  const each = [1, 2, 3].map((chat) =>
    turn(chat).then((answer) => {
      order.push(chat);
      return answer;
    }),
  );
  expect(await Promise.all(each)).toEqual([go, go, go]);
  expect(order).toEqual([2, 3, 1]);
  expect(taken).toEqual([1, 2, 3, 1]);
});

test('it is waited for once, and not for long: whoever asks waits by their own means', async () => {
  const { taken, turn } = queue({ 1: [full(20), full(30)], 2: [full(900)] });
  expect(await turn(1)).toEqual(full(30));
  expect(await turn(2)).toEqual(full(900));
  expect(taken).toEqual([1, 1, 2]);
});

test('of several who come back while others ask nobody is left out', async () => {
  const { turn } = queue(Object.fromEntries([1, 2, 3, 4].map((chat) => [chat, [full(chat)]])));
  const all = await Promise.all(Array.from({ length: 40 }, (_none, at) => turn(at)));
  expect(all).toEqual(all.map(() => go));
});

test('who asks in the moment the last is answered is answered too', async () => {
  const { turn } = queue({});
  for (let rounds = 0; rounds < 6; rounds += 1) {
    const first = turn(1);
    for (let ticks = 0; ticks < rounds; ticks += 1) await Promise.resolve();
    expect(await Promise.all([first, first.then(() => turn(2))])).toEqual([go, go]);
  }
});
