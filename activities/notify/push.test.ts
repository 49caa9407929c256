import { expect, test } from 'vitest';
import type { Notification } from '../../contracts/events/notification.ts';
import type { Html } from '../../core/i18n/html.ts';
import { t } from '../../core/i18n/t.ts';
import type { PushMessage, PushVerdict } from '../push/ports.ts';
import { pushed } from './push.ts';

const id = (last: number) => last.toString(16).padStart(24, '0');
const now = Date.parse('2026-11-26T08:00:00Z');
const anna = id(3);
const message: Notification = {
  type: 'booking_reminder',
  booking_id: id(1),
  slot_id: null,
  rev: 3,
  initiated_by: { user_id: null, role: 'system', channel: 'system' },
  ts: 1,
  recipient: { user_id: anna, role: 'client' },
  event_id: id(2),
  message_id: 'm1',
  trace_id: 'trace',
  schema_version: 1,
};
const subject = {
  event: { title: 'Backend <interview>' },
  slot: { starts_at: now + 3 * 3_600_000 },
  new: null,
} as never;

async function told(verdict: PushVerdict, given: Notification = message, ad: Html | null = null) {
  const sent: PushMessage[] = [];
  const informed: boolean[] = [];
  const push = {
    send: async (_user: unknown, one: PushMessage) => {
      sent.push(one);
      return verdict;
    },
  };
  const people = { informed: async (_whose: unknown, yes: boolean) => void informed.push(yes) };
  const text = t('staff.event', 'en', { title: 'R&D <team>' });
  await pushed({ push, people, now: async () => now }, given, subject, { text, ad });
  return { sent: sent[0], informed };
}

test('a browser is told in plain words, until the interview begins, and a newer word replaces it', async () => {
  const { sent, informed } = await told({ verdict: 'delivered' });
  expect(sent).toMatchObject({
    key: 'm1',
    title: 'Backend <interview>',
    url: `/me/events/${id(2)}`,
    tag: `booking:${id(1)}`,
    what: 'notify:booking_reminder:client',
    useful_ms: 3 * 3_600_000,
  });
  expect(sent?.body).toContain('R&D <team>');
  expect(sent?.body).not.toMatch(/<b>|&amp;|&lt;/);
  expect(informed).toEqual([true]);
});

test('who could not be told of what others did is shown to staff; what they did themselves they know', async () => {
  expect((await told({ verdict: 'nowhere' })).informed).toEqual([false]);
  expect((await told({ verdict: 'later', wait_ms: 1 })).informed).toEqual([]);
  const own = { ...message, initiated_by: { user_id: anna, role: 'candidate', channel: 'web' } as const };
  expect((await told({ verdict: 'nowhere' }, own)).informed).toEqual([]);
});

test('an advertisement stands below the words where a browser takes both whole, else it is left out', async () => {
  const delivered = { verdict: 'delivered' } as const;
  const bare = (await told(delivered)).sent?.body ?? 'nothing was sent';
  const short = await told(delivered, message, { html: '<b>Open day</b> &amp; more' });
  expect(short.sent?.body).toBe(`${bare}\n\nOpen day & more`);
  const long = await told(delivered, message, { html: 'x'.repeat(1_000) });
  expect(long.sent?.body).toBe(bare);
});
