import { expect, test } from 'vitest';
import type { BookingEvent } from '../../contracts/events/booking-event.ts';
import { type Notification, notificationSchema } from '../../contracts/events/notification.ts';
import { fanOut, fanOutSlot } from './fan-out.ts';
import type { Circle } from './ports.ts';

const id = (last: number) => last.toString(16).padStart(24, '0');
const [booking, event, anna, sergei, olga] = [id(1), id(2), id(3), id(4), id(5)];
const initiated_by = { user_id: anna, role: 'candidate', channel: 'tg_bot' } as const;
const cancelled: BookingEvent = {
  event_type: 'booking.cancelled',
  user_telegram_id: 7,
  timestamp: '2026-11-26T10:00:00Z',
  payload: { old_date: '2026-11-26', old_time: '14:00', new_date: null, new_time: null, location: null },
  message_id: `booking.cancelled:${booking}:3`,
  trace_id: 'trace',
  booking_id: booking,
  event_id: event,
  user_id: anna,
  rev: 3,
  reason: 'ill',
  outcome: null,
  initiated_by,
  schema_version: 1,
};
const circle: Circle = {
  specialists: [sergei],
  admins: [olga],
  touched: 1,
};

function desk(found: Circle | null) {
  const sent: [string, Notification][] = [];
  const deps = {
    reader: {
      circle: async () => found,
      slotCircle: async () => ({
        specialists: [sergei],
        bookings: [{ booking_id: booking, user_id: anna, rev: 3 }],
      }),
    },
    publish: async (queue: string, message: Notification) => void sent.push([queue, message]),
  };
  return { deps, sent };
}

test('each person has a message of their own, with the fields other systems know, and the same again', async () => {
  const { deps, sent } = desk(circle);
  await fanOut(deps, cancelled);
  await fanOut(deps, cancelled);
  const ids = sent.map(([, { message_id }]) => message_id);
  expect(new Set(ids).size).toBe(2);
  expect(sent.map(([queue]) => queue)).toEqual(Array.from({ length: 4 }, () => 'notify.p2p'));
  expect(sent[0]?.[1]).toMatchObject({
    type: 'booking_cancelled',
    booking_id: booking,
    initiated_by,
    ts: 1_795_687_200,
    recipient: { user_id: sergei, role: 'specialist' },
  });
  for (const [, message] of sent) expect(notificationSchema.safeParse(message).success).toBe(true);
});

test('what touched more than ten bookings lets others go first', async () => {
  const { deps, sent } = desk({ ...circle, touched: 11 });
  await fanOut(deps, cancelled);
  expect(sent.map(([queue]) => queue)).toEqual(['notify.broadcast', 'notify.broadcast']);
});

test('of a booking that is gone, and of a time that is given up for another, nobody is told', async () => {
  const { deps, sent } = desk(null);
  await fanOut(deps, cancelled);
  const other = desk(circle);
  await fanOut(other.deps, { ...cancelled, reason: 'rescheduling' });
  expect([...sent, ...other.sent]).toEqual([]);
});

test('another room is told to its specialist and to candidates without Telegram; more seats are told to nobody', async () => {
  const { deps, sent } = desk(circle);
  const slot = {
    event_type: 'slot.changed' as const,
    timestamp: '2026-11-26T10:00:00Z',
    slot_id: id(9),
    event_id: event,
    changed: ['audience'],
    rev: 2,
    message_id: 'slot.changed:x',
    trace_id: 'trace',
    initiated_by: { user_id: olga, role: 'admin' as const, channel: 'panel' as const },
    schema_version: 1 as const,
  };
  await fanOutSlot(deps, { ...slot, changed: ['max_users'] });
  expect(sent).toEqual([]);
  await fanOutSlot(deps, slot);
  expect(sent.map(([, { recipient, booking_id }]) => [recipient.user_id, booking_id])).toEqual([
    [sergei, null],
    [anna, booking],
  ]);
});

test('another time that was proposed is told to a candidate without Telegram, and the answer to the interviewer alone', async () => {
  const proposal = { ...cancelled, event_type: 'booking.proposal', user_telegram_id: null } as const;
  const asked = desk(circle);
  const by = { user_id: sergei, role: 'specialist', channel: 'tg_bot' } as const;
  await fanOut(asked.deps, { ...proposal, reason: 'asked', initiated_by: by });
  const declined = desk(circle);
  await fanOut(declined.deps, { ...proposal, reason: 'declined' });
  const told = ({ sent }: ReturnType<typeof desk>) =>
    sent.map(([, { type, recipient }]) => [type, recipient.user_id]);
  expect([told(asked), told(declined)]).toEqual([
    [['proposal_asked', anna]],
    [['proposal_declined', sergei]],
  ]);
});
