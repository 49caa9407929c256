import { expect, test } from 'vitest';
import type { Call } from './gateway.ts';
import { createTopicMessenger } from './topics.ts';

test('what lands elsewhere than in its topic is taken away, and the topic is gone', async () => {
  const asked: [string, object][] = [];
  const call = (async (method: string, payload: object) => {
    asked.push([method, payload]);
    return { kind: 'ok', result: { message_id: 9 } };
  }) as unknown as Call;
  const made = await createTopicMessenger(call).say(-100, 5, { text: 'x', keyboard: [] }, { timeoutMs: 1 });
  expect(made).toEqual({ kind: 'gone' });
  expect(asked.at(-1)).toEqual(['deleteMessage', { chat_id: -100, message_id: 9 }]);
});
