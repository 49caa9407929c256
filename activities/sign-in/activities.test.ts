import { expect, test } from 'vitest';
import type { Made } from '../messaging/ports.ts';
import type { Rendered } from '../rendering/render.ts';
import { createSignInActivities } from './activities.ts';

function world(answer: Made, lang: 'ru' | 'en' = 'en') {
  const kept: string[] = [];
  const sent: { chat: unknown; text: string; lane: string }[] = [];
  const activities = createSignInActivities({
    codes: {
      addressee: async (attempt) => (attempt === 'staff' ? { telegram_id: 7, lang } : null),
      keep: async (_attempt, code) => void kept.push(code),
    },
    realNow: () => 0,
    messaging: {
      messenger: {
        send: async (chat: unknown, { text }: Rendered, lane: string) => {
          sent.push({ chat, text, lane });
          return answer;
        },
      } as never,
      patience: () => ({ timeoutMs: 1_000 }),
    },
  });
  const send = (attempt: string) => activities.sendSignInCode({ v: 1, attempt });
  return { kept, sent, send };
}

test('a code is sent to the person in their language, and nothing of it comes back to the workflow', async () => {
  const { kept, sent, send } = world({ kind: 'ok', message_id: 1 });
  expect(await send('staff')).toEqual({ v: 1, sent: 'sent' });
  const [code = ''] = kept;
  expect(code).toMatch(/^\d{6}$/);
  expect(sent).toMatchObject([{ chat: 7, lane: 'person' }]);
  expect(sent[0]?.text).toContain(`sign in to the panel: <b>${code}</b>`);
});

test('each code is another one, whoever guesses', async () => {
  const { kept, send } = world({ kind: 'ok', message_id: 1 });
  for (let time = 0; time < 20; time += 1) await send('staff');
  expect(new Set(kept).size).toBeGreaterThan(15);
});

test('for whoever is no staff no code is made', async () => {
  const { kept, sent, send } = world({ kind: 'ok', message_id: 1 });
  expect(await send('stranger')).toEqual({ v: 1, sent: 'nobody' });
  expect([...kept, ...sent]).toEqual([]);
});

test('a blocked bot is an answer; a Telegram that is away is tried again, and the failure does not hold the code', async () => {
  expect(await world({ kind: 'blocked', description: 'bot was blocked' }).send('staff')).toMatchObject({
    sent: 'unreachable',
  });
  const { kept, send } = world({ kind: 'unreached', description: 'no route' });
  const failure: unknown = await send('staff').catch((error: unknown) => error);
  expect(failure).toMatchObject({ nonRetryable: false });
  expect(String(failure)).not.toContain(kept[0]);
});
