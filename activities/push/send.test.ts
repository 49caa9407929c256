import { expect, test } from 'vitest';
import type { PushAnswer } from '../../core/push/answer.ts';
import { userId } from '../../core/shared/ids.ts';
import type { Subscribed } from './ports.ts';
import { createPushSender } from './send.ts';

const anna = userId('65f0c0ffee00000000000001');
const message = {
  key: 'booking.reminder:1',
  title: 'Interview',
  body: 'Today at 14:00',
  url: '/me',
  tag: 'booking:1',
  event_id: null,
  what: 'notify:booking_reminder:client',
  trace_id: null,
  useful_ms: 60_000,
};

function desk(answers: Readonly<Record<string, PushAnswer>>) {
  const rows = new Map<string, string>();
  const noted: string[] = [];
  const posted: string[] = [];
  const browsers = new Map<string, Subscribed>(
    Object.keys(answers).map((id) => [id, { id, endpoint: `https://push/${id}`, p256dh: '', auth: '' }]),
  );
  const sender = createPushSender({
    now: () => 7,
    subscriptions: {
      of: async () => [...browsers.values()],
      remove: async (id) => void browsers.delete(id),
      note: async (id, went) => void noted.push(`${id} ${went}`),
    },
    ledger: {
      async claim(key) {
        if (rows.get(key) === 'delivered') return 'over';
        if (rows.get(key) === 'claimed') return 'busy';
        rows.set(key, 'claimed');
        return 'yours';
      },
      settle: async (key, state) => void rows.set(key, state),
    },
    async post({ endpoint }, _payload, { ttl_seconds, tag }) {
      expect([ttl_seconds, tag]).toEqual([60, 'booking:1']);
      posted.push(endpoint);
      const answer = answers[endpoint.slice('https://push/'.length)];
      if (!answer) throw new Error('unknown browser');
      return { ...answer, detail: answer.kind };
    },
  });
  return { sender, rows, noted, posted, browsers };
}

test('every browser of somebody gets it, and the ledger says so', async () => {
  const { sender, rows, noted } = desk({ phone: { kind: 'delivered' }, laptop: { kind: 'delivered' } });
  expect(await sender.send(anna, message)).toEqual({ verdict: 'delivered' });
  expect([...rows.values()]).toEqual(['delivered', 'delivered']);
  expect(noted).toEqual(['phone well', 'laptop well']);
});

test('the same message again goes to no browser that has it', async () => {
  const { sender, posted } = desk({ phone: { kind: 'delivered' } });
  await sender.send(anna, message);
  expect(await sender.send(anna, message)).toEqual({ verdict: 'delivered' });
  expect(posted).toHaveLength(1);
});

test('what somebody else is sending right now is asked for again, not sent beside it', async () => {
  const { sender, rows, posted } = desk({ phone: { kind: 'delivered' } });
  rows.set(`${message.key}:push:phone`, 'claimed');
  expect(await sender.send(anna, message)).toMatchObject({ verdict: 'later' });
  expect(posted).toEqual([]);
});

test('a subscription that has ended is removed, and recorded as expired', async () => {
  const { sender, rows, browsers } = desk({ phone: { kind: 'expired' } });
  expect(await sender.send(anna, message)).toEqual({ verdict: 'expired' });
  expect([...browsers.keys()]).toEqual([]);
  expect([...rows.values()]).toEqual(['expired']);
  expect(await sender.send(anna, { ...message, key: 'another' })).toEqual({ verdict: 'nowhere' });
});

test('what a service cannot take now is sent again after the pause it wants', async () => {
  const answers: Record<string, PushAnswer> = { phone: { kind: 'later', wait_ms: 30_000 } };
  const { sender, rows } = desk(answers);
  expect(await sender.send(anna, message)).toEqual({ verdict: 'later', wait_ms: 30_000 });
  answers['phone'] = { kind: 'delivered' };
  expect(await sender.send(anna, message)).toEqual({ verdict: 'delivered' });
  expect([...rows.values()]).toEqual(['delivered']);
});

test('one browser that has it is enough; a refusal is told where there is none', async () => {
  const both = desk({ phone: { kind: 'refused' }, laptop: { kind: 'delivered' } });
  expect(await both.sender.send(anna, message)).toEqual({ verdict: 'delivered' });
  expect(both.noted).toContain('phone badly');
  const one = desk({ phone: { kind: 'refused' } });
  expect(await one.sender.send(anna, message)).toEqual({ verdict: 'failed', why: 'refused' });
});
