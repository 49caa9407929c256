import { expect, test } from 'vitest';
import type { Notice } from '../../contracts/workflows/notices.ts';
import { carryPauseMs } from '../../core/conversations/staff-group.ts';
import type { DayLine, Duty } from '../../core/messages/staff/model.ts';
import type { Setting } from '../../core/notify/settings.ts';
import { bookingId, userId } from '../../core/shared/ids.ts';
import { slotInstants } from '../../core/time/slot-instants.ts';
import { settledLedger } from '../../tests/support/ledger-double.ts';
import type { Hearer } from '../notify/ports.ts';
import { createNoticeActivities } from './activities.ts';
import type { NoticeDeps } from './ports.ts';

const day = '2026-11-26';
const at = (time: string): number => slotInstants(day, time, 0).starts_at;
const [olga, sergei] = [userId('00000000000000000000000d'), userId('00000000000000000000000e')];
const anna = userId('00000000000000000000000a');
const line = (time: string, status: DayLine['status'] = 'booked'): DayLine => ({
  booking_id: bookingId('00000000000000000000000b'),
  name: 'Anna',
  number: 'K7M2Q',
  starts_at: at(time),
  ends_at: at(time) + 1_800_000,
  location: null,
  room: null,
  status,
  reply: null,
  arrived: false,
});

function rounds(
  now: number,
  more: { lines?: DayLine[]; settings?: Setting[]; choice?: Hearer['choice'] } = {},
) {
  const woken: unknown[] = [];
  const left: unknown[] = [];
  const sent: [string, string][] = [];
  const settled = new Set<string>();
  const hearer: Hearer = {
    telegram_id: 7,
    lang: 'en',
    reachable: 'yes',
    roles: ['admin'],
    company_id: 'default',
    choice: more.choice ?? 'instant',
    quiet: null,
  };
  const deps: NoticeDeps = {
    staffGroups: {
      lost: async () => [],
      told: async () => undefined,
      tests: async () => [],
      tested: async () => undefined,
      goneFrom: async () => undefined,
      leftovers: async () => [],
      removed: async () => undefined,
      refused: async () => undefined,
    },
    topicMessenger: { remove: async () => ({ kind: 'ok' }) },
    panelUrl: undefined,
    unsent: {
      unsentTo: async (before) => {
        woken.push(before);
        return [olga, sergei];
      },
      uncarriedOf: async (before) => {
        left.push(now - before);
        return [{ user: anna, times: 3 }];
      },
      notBefore: async ({ user }, again) => void left.push(user, again - now),
      wake: async (user) => void woken.push(user),
    },
    rounds: {
      interviewers: async () => [sergei],
      unrecorded: async () => [
        { user_id: olga, role: 'admin', company_id: 'default' },
        { user_id: sergei, role: 'specialist', company_id: 'default' },
      ],
      settings: async () => more.settings ?? [],
      unsent: async (notices) => notices.filter(({ kind, user_id }) => !settled.has(`${kind} ${user_id}`)),
      heldUntil: async () => [],
      held: async () => [],
      letGo: async () => undefined,
    },
    desk: {
      seer: async (user_id) => ({ user_id, company_id: 'default', duty: 'admin' as Duty }),
      day: async () => more.lines ?? [line('10:00')],
    },
    reader: {
      hearer: async () => hearer,
      subject: async () => null,
      slotSubject: async () => null,
      settings: async () => [],
    },
    messaging: {
      deliveries: settledLedger((key) => sent.some(([known]) => known === key)),
      people: { reachable: async () => undefined, informed: async () => undefined },
      messenger: {
        send: async (_chat: unknown, { text }: { text: string }) => {
          sent.push([`message ${sent.length}`, text]);
          return { kind: 'ok', message_id: 1 };
        },
      } as never,
      patience: () => ({ timeoutMs: 1 }),
    },
    now: async () => now,
  };
  return { verbs: createNoticeActivities(deps), sent, settled, woken, left };
}
const kinds = ({ notices }: { notices: readonly Notice[] }) =>
  notices.map(({ kind, user_id }) => [kind, user_id]);

test('at eleven interviewers are due their list, in the evening who answers for outcomes is asked for them', async () => {
  expect(kinds(await rounds(at('10:59')).verbs.findNotices())).toEqual([]);
  expect(kinds(await rounds(at('11:00')).verbs.findNotices())).toEqual([['day', sergei]]);
  expect(kinds(await rounds(at('20:00')).verbs.findNotices())).toEqual([['chase', olga]]);
  const specialistsToo: Setting = {
    event_type: 'booking_done',
    recipient_role: 'specialist',
    channel: 'all',
    enabled: true,
    ad_template_id: null,
  };
  const both = rounds(at('20:00'), { settings: [specialistsToo] });
  expect(kinds(await both.verbs.findNotices())).toEqual([
    ['chase', olga],
    ['chase', sergei],
  ]);
});

test('what went out today is not due again', async () => {
  const { verbs, settled } = rounds(at('11:30'));
  settled.add(`day ${sergei}`);
  expect(kinds(await verbs.findNotices())).toEqual([]);
});

test('the list is read when it is sent: an empty day, recorded outcomes and interviews that still go on are no message', async () => {
  const list: Notice = { kind: 'day', user_id: sergei, day };
  const chase: Notice = { kind: 'chase', user_id: olga, day };
  expect(await rounds(at('11:00'), { lines: [] }).verbs.sendNotice(list)).toEqual({ said: 'nothing_left' });
  const over = rounds(at('20:00'), { lines: [line('10:00', 'done'), line('19:45')] });
  expect(await over.verbs.sendNotice(chase)).toEqual({ said: 'nothing_left' });
  const open = rounds(at('20:00'), { lines: [line('10:00'), line('11:00', 'no_show')] });
  expect(await open.verbs.sendNotice(chase)).toEqual({ said: 'sent' });
  expect(open.sent[0]?.[1]).toContain('1 interview today');
});

test('whoever switched notifications off gets none of these either', async () => {
  const { verbs, sent } = rounds(at('11:00'), { choice: 'off' });
  expect(await verbs.sendNotice({ kind: 'day', user_id: sergei, day })).toEqual({ said: 'switched_off' });
  expect(sent).toEqual([]);
});

test('a conversation with an answer that was not sent for a minute is woken in each pass, whatever else is due', async () => {
  const { verbs, woken } = rounds(at('03:00'));
  expect(await verbs.findNotices()).toEqual({ notices: [] });
  expect(woken).toEqual([at('03:00') - 60_000, olga, sergei, anna]);
});

test('who was left without their topic for two minutes is woken, and then the more rarely the more often they were', async () => {
  const { verbs, left, woken } = rounds(at('03:00'));
  await verbs.findNotices();
  expect(woken).toContain(anna);
  expect(left).toEqual([120_000, anna, carryPauseMs(3)]);
});
