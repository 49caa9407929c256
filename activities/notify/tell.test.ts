import { expect, test } from 'vitest';
import type { Notification } from '../../contracts/events/notification.ts';
import { sampleEvent, sampleModel } from '../../core/messages/samples.ts';
import type { Setting } from '../../core/notify/settings.ts';
import type { Made, Messenger } from '../messaging/ports.ts';
import type { PushMessage } from '../push/ports.ts';
import type { Rendered } from '../rendering/render.ts';
import type { Hearer, Subject } from './ports.ts';
import { type NotifyDeps, tell } from './tell.ts';

const id = (last: number) => last.toString(16).padStart(24, '0');
const message: Notification = {
  type: 'booking_cancelled',
  booking_id: id(1),
  slot_id: null,
  rev: 3,
  initiated_by: { user_id: id(2), role: 'candidate', channel: 'tg_bot' },
  ts: 1,
  recipient: { user_id: id(3), role: 'admin' },
  event_id: id(4),
  message_id: 'booking.cancelled:x:3:olga',
  trace_id: 'trace',
  schema_version: 1,
};
const olga: Hearer = {
  telegram_id: 7,
  lang: 'en',
  reachable: 'yes',
  roles: ['admin'],
  company_id: 'acme',
  choice: 'instant',
  quiet: null,
};
const subject: Subject = {
  company_id: 'acme',
  rev: 3,
  standing: { status: 'cancelled', starts_at: null, has_outcome: false, is_asked: false },
  number: 'K7M2Q',
  event: sampleEvent,
  candidate: { user_id: id(2), name: 'Anna', phone: null },
  slot: null,
  old: null,
  new: null,
  led: { old: null, now: null },
  cancelled_by: 'candidate',
};
const row = (changes: Partial<Setting>): Setting => ({
  event_type: 'booking_cancelled',
  recipient_role: 'admin',
  channel: 'all',
  enabled: true,
  ad_template_id: null,
  ...changes,
});

function world(made: Made = { kind: 'ok', message_id: 1 }) {
  const at = {
    settings: [] as Setting[],
    answer: made,
    now: 1_000,
    subject,
    sent: [] as Rendered[],
    kept: [] as number[],
    hearer: olga,
    isAtIt: false,
  };
  const deps: NotifyDeps = {
    reader: {
      hearer: async () => at.hearer,
      subject: async () => at.subject,
      slotSubject: async () => null,
      settings: async (company) => (company === 'acme' ? at.settings : []),
      ad: async (company) =>
        company === 'acme'
          ? { content_tg: '<b>Open day</b>', content_html: null, active: true, valid_until: 1_000 }
          : null,
    },
    now: async () => at.now,
    push: undefined,
    keep: async (_message, until) => void at.kept.push(until),
    messaging: {
      deliveries: {
        claim: async () => ({
          fresh: true,
          row: { state: 'claimed', open: 1, message_id: null, finished: false },
        }),
        begin: async () => true,
        undo: async () => undefined,
        ended: async () => undefined,
        withdraw: async () => !at.isAtIt,
        settle: async () => undefined,
        finish: async () => undefined,
      },
      people: { reachable: async () => undefined, informed: async () => undefined },
      messenger: {
        send: async (_chat, text) => {
          if (at.answer.kind === 'ok') at.sent.push(text);
          return at.answer;
        },
      } as Partial<Messenger> as Messenger,
      patience: () => ({ timeoutMs: 1 }),
    },
  };
  return { at, deps, tell: (one: Notification = message) => tell(deps, one) };
}

test('what is not wanted any more waits until nobody can be at it: else a process that was lost there leaves it on its way for ever', async () => {
  const { at, tell: again } = world();
  at.settings = [row({ enabled: false })];
  at.isAtIt = true;
  expect(await again()).toEqual({ kind: 'wait' });
  at.isAtIt = false;
  expect(await again()).toEqual({ kind: 'told', what: 'switched_off' });
});

test('a message that waited for Telegram is not sent any more once its setting is off, and is once it is on again', async () => {
  const { at, tell: again } = world({ kind: 'wait', ms: 1, because: 'telegram' });
  expect(await again()).toEqual({ kind: 'wait' });
  at.answer = { kind: 'ok', message_id: 1 };
  at.settings = [row({ enabled: false })];
  expect(await again()).toEqual({ kind: 'told', what: 'switched_off' });
  expect(at.sent).toEqual([]);
  at.settings = [row({ enabled: false }), row({ channel: 'telegram' })];
  expect(await again()).toEqual({ kind: 'told', what: 'sent' });
  expect(at.sent).toHaveLength(1);
});

test('what is settled for the browser says nothing about Telegram, and the other way round', async () => {
  const { at, tell: again } = world();
  at.settings = [row({ channel: 'web_push', enabled: false })];
  expect(await again()).toEqual({ kind: 'told', what: 'sent' });
  at.hearer = { ...olga, telegram_id: null };
  expect(await again()).toEqual({ kind: 'told', what: 'switched_off' });
});

const time = (hour: number) => ({
  starts_at: Date.UTC(2026, 10, 26, hour),
  location: 'Office',
  audience: '1',
});
const [sampleSlot] = sampleModel.slots.values();
const moved: Subject = {
  ...subject,
  standing: { status: 'booked', starts_at: time(12).starts_at, has_outcome: false, is_asked: false },
  slot: sampleSlot ? { ...sampleSlot, ...time(12), specialist: null } : null,
  old: time(8),
  new: time(10),
  led: { old: id(3), now: id(4) },
  cancelled_by: null,
};
const rescheduled = {
  ...message,
  type: 'booking_rescheduled',
  recipient: { user_id: id(3), role: 'specialist' },
} as const;
const interviewer: Hearer = { ...olga, roles: ['specialist'] };

test.each<[string, Partial<Subject>, RegExp]>([
  ['moved on', {}, /is moved[^]*Before: [^]*11:00[^]*Now: [^]*15:00/],
  [
    'was cancelled',
    {
      standing: { status: 'cancelled', starts_at: null, has_outcome: false, is_asked: false },
      cancelled_by: 'admin',
    },
    /is cancelled[^]*11:00[^]*By a coordinator\./,
  ],
  [
    'waits for another time',
    { standing: { status: 'pending', starts_at: null, has_outcome: false, is_asked: false } },
    /old time is given up[^]*11:00/,
  ],
])(
  'whose time a booking left before it %s hears that it left, and never where it stood in between',
  async (_how, changes, text) => {
    const { at, tell: again } = world();
    at.hearer = interviewer;
    at.subject = { ...moved, ...changes };
    expect(await again(rescheduled)).toEqual({ kind: 'told', what: 'sent' });
    expect(at.sent[0]?.text.replaceAll(/<[^>]*>/g, '')).toMatch(text);
    expect(at.sent[0]?.text).not.toContain('13:00');
  },
);

test('who leads the time a booking stands at now hears of it from what came later', async () => {
  const { at, tell: again } = world();
  at.hearer = interviewer;
  at.subject = { ...moved, led: { old: id(3), now: id(3) } };
  expect(await again(rescheduled)).toEqual({ kind: 'told', what: 'not_true' });
  at.subject = { ...moved, led: { old: id(4), now: id(5) } };
  expect(await again(rescheduled)).toEqual({ kind: 'told', what: 'not_true' });
});

test('the advertisement of the setting stands under the message while it lasts', async () => {
  const { at, tell: again } = world();
  at.settings = [row({ ad_template_id: id(9) })];
  await again();
  at.now = 1_001;
  await again();
  const [during, past] = at.sent.map(({ text }) => text);
  expect(during).toBe(`${past}\n\n<b>Open day</b>`);
});

test('what somebody wants by the hour, or what comes in quiet hours, is kept, and what they switched off is dropped', async () => {
  const { at, tell: again } = world();
  at.hearer = { ...olga, choice: 'hourly' };
  expect(await again()).toEqual({ kind: 'told', what: 'kept' });
  expect(at.kept).toEqual([3_600_000]);
  at.hearer = { ...olga, quiet: { from: '00:00', to: '09:00' } };
  expect(await again()).toEqual({ kind: 'told', what: 'kept' });
  // 1,000 ms after the beginning of 1970 it is three in the morning in Moscow.
  expect(at.kept[1]).toBe(6 * 3_600_000);
  at.hearer = { ...olga, choice: 'off' };
  expect(await again()).toEqual({ kind: 'told', what: 'switched_off' });
  expect(at.sent).toEqual([]);
});

test('a candidate without Telegram is spoken to: what staff read of them is not what they read', async () => {
  const { at, deps } = world();
  const pushed: PushMessage[] = [];
  at.hearer = { ...olga, roles: [], telegram_id: null };
  const push = {
    send: async (_user: unknown, one: PushMessage) => {
      pushed.push(one);
      return { verdict: 'delivered' } as const;
    },
  };
  const anna = { user_id: id(2), role: 'client' } as const;
  const by = { user_id: id(3), role: 'admin', channel: 'panel' } as const;
  await tell({ ...deps, push }, { ...message, recipient: anna, initiated_by: by });
  expect(pushed[0]?.body).toContain('The organiser has cancelled your interview.');
  expect(pushed[0]?.body).not.toMatch(/K7M2Q|Anna|coordinator/);
  // Bound to Telegram since it was queued: the same words there, under the event’s title, and no buttons of staff.
  at.hearer = { ...olga, roles: [] };
  await tell({ ...deps, push }, { ...message, recipient: anna, initiated_by: by });
  expect(at.sent[0]?.text).toContain(`<b>${sampleEvent.title}</b>`);
  expect(at.sent[0]?.text).toContain('has cancelled your interview');
  expect(at.sent[0]?.keyboard).toEqual([]);
});

test('of a candidate whom nobody tries to tell staff read why: it is switched off, or there is no way', async () => {
  const { at, deps } = world();
  const informed: unknown[] = [];
  const people = {
    ...deps.messaging.people,
    informed: async (_whose: unknown, one: unknown) => void informed.push(one),
  };
  const told = (by: string) =>
    tell(
      { ...deps, messaging: { ...deps.messaging, people } },
      {
        ...message,
        recipient: { user_id: id(2), role: 'client' },
        initiated_by: { user_id: by, role: 'admin', channel: 'panel' },
      },
    );
  at.hearer = { ...olga, roles: [], telegram_id: null };
  expect(await told(id(3))).toEqual({ kind: 'told', what: 'no_way' });
  at.settings = [row({ recipient_role: 'client', channel: 'web_push', enabled: false })];
  expect(await told(id(3))).toEqual({ kind: 'told', what: 'switched_off' });
  expect(informed).toEqual([false, 'switched_off']);
  // Their own doing they know of.
  expect(await told(id(2))).toEqual({ kind: 'told', what: 'switched_off' });
  expect(informed).toHaveLength(2);
});

test('a candidate’s change does not wait for the morning, and comes without the advertisement then', async () => {
  const { at, deps } = world();
  const bodies: string[] = [];
  const push = {
    send: async (_user: unknown, { body }: PushMessage) => {
      bodies.push(body);
      return { verdict: 'delivered' } as const;
    },
  };
  const anna = { ...message, recipient: { user_id: id(2), role: 'client' } } as const;
  at.settings = [row({ recipient_role: 'client', ad_template_id: id(9) })];
  at.hearer = { ...olga, roles: [], telegram_id: null, quiet: { from: '00:00', to: '09:00' } };
  expect(await tell({ ...deps, push }, anna)).toEqual({ kind: 'told', what: 'delivered' });
  at.hearer = { ...at.hearer, quiet: null };
  await tell({ ...deps, push }, anna);
  expect(at.kept).toEqual([]);
  expect(bodies.map((body) => body.includes('Open day'))).toEqual([false, true]);
});
