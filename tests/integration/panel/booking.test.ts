import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { About } from '../../../activities/messaging/ports.ts';
import { createEventJournal } from '../../../adapters/mongo/api-journal.ts';
import { createAuditWriter } from '../../../adapters/mongo/audit/write-act.ts';
import { createAnchors } from '../../../adapters/mongo/messages/anchors.ts';
import { createDeliveries } from '../../../adapters/mongo/messages/deliveries.ts';
import { createBookingDesk } from '../../../adapters/mongo/panel/booking.ts';
import { createStaffNotes } from '../../../adapters/mongo/panel/staff-notes.ts';
import { erase } from '../../../adapters/mongo/people/erase.ts';
import { everythingAbout } from '../../../adapters/mongo/people/everything.ts';
import { createPushLedger } from '../../../adapters/mongo/push/ledger.ts';
import { noteRef } from '../../../core/booking/notes.ts';
import { bookingId, type SlotId } from '../../../core/shared/ids.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  oidOf,
  openBookingWorld,
  someone,
  someSlots,
} from '../../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('panel-booking');
});
afterAll(() => world.close());

const everywhere = { company: 'default', specialist: null };

async function aBooking() {
  const event = await anEvent(world, { title: 'Backend' });
  const [slot, other] = (await someSlots(world, event, 2)) as [SlotId, SlotId];
  return { event, slot, other, ...(await bookedIn(world, event, slot)) };
}

test('one booking is read with its slot, and is another company’s to nobody here', async () => {
  const desk = createBookingDesk(world.db);
  const { booking_id, slot, event, user } = await aBooking();
  const one = await desk.booking(everywhere, booking_id);
  expect(one).toMatchObject({ booking_id, slot_id: slot, event: 'Backend', status: 'booked', active: true });
  expect((one?.ends_at ?? 0) - (one?.starts_at ?? 0)).toBe(30 * 60_000);
  expect(await desk.booking({ ...everywhere, company: 'another' }, booking_id)).toBeUndefined();
  expect(await desk.activeOf('default', { event_id: event, user_id: user })).toBe(booking_id);
  expect(await desk.activeOf('another', { event_id: event, user_id: user })).toBeUndefined();
  expect(await desk.called('default', user)).toEqual({ name: '' });
  expect(await desk.called('another', user)).toBeUndefined();
});

test('a specialist reads a booking in an own slot, and loses it with the slot', async () => {
  const desk = createBookingDesk(world.db);
  const { booking_id, slot } = await aBooking();
  const specialist = await someone(world);
  const scope = { company: 'default', specialist };
  expect(await desk.booking(scope, booking_id)).toBeUndefined();
  const led = { $set: { specialist_id: oidOf(specialist) } };
  await world.rows.slots.updateOne({ _id: oidOf(slot) }, led);
  expect(await desk.booking(scope, booking_id)).toMatchObject({ booking_id });
  expect(await desk.booking({ ...scope, company: 'another' }, booking_id)).toBeUndefined();
  await world.rows.slots.updateOne({ _id: oidOf(slot) }, { $set: { specialist_id: null } });
  expect(await desk.booking(scope, booking_id)).toBeUndefined();
});

test('its history has commits with who and why, announcements, messages and what staff asked for; nobody else’s', async () => {
  const desk = createBookingDesk(world.db);
  const { booking_id, event, user, other, orders } = await aBooking();
  const whose = { booking_id, event_id: event, user_id: user };
  const staff = await someone(world);
  await world.rows.users.updateOne({ _id: oidOf(staff) }, { $set: { first_name: 'Olga' } });
  const by = { user_id: staff, role: 'admin', channel: 'panel' } as const;
  await createStaffNotes(world.db).keep({
    id: 'k1',
    company: 'default',
    user_id: user,
    event_id: event,
    text: 'she phoned',
    by: staff,
    at: world.clock.now,
  });
  const moved = await world.verbs.confirmSeat({
    ...orders.confirm(other, booking_id, 'moved'),
    initiated_by: by,
    override_reason: noteRef.write('k1'),
  });
  expect(moved.ok).toBe(true);
  await createEventJournal(world.db).record({
    message_id: 'm1',
    booking_id,
    event_id: event,
    rev: 1,
    event_type: 'booking.created',
    at: world.clock.now,
    payload: {} as never,
    reason: null,
    initiated_by: by,
    trace_id: 't',
    superseded: false,
  });
  const ledger = createDeliveries(world.db);
  const bookings = [booking_id];
  const about = {
    event_id: event,
    user_id: user,
    chat_id: null,
    what: 'anchor:changed',
    bookings,
    trace_id: 't',
  };
  await ledger.claim('d1', about);
  await ledger.settle('d1', { state: 'sent', message_id: 4, finished: true });
  const anchors = createAnchors(world.db);
  const message = { chat_id: 7, message_id: 4, hash: null };
  for (const key of ['a', 'a', 'b'])
    await anchors.put({ event_id: event, user_id: user }, message, { what: 'booked', key, edited: true });
  await createAuditWriter(world.db).write({
    what: 'message.resent',
    company_id: 'default',
    by,
    target: booking_id,
    trace_id: 't',
  });
  const rows = await desk.history('default', whose);
  expect(rows).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'change', what: 'booking.created' }),
      expect.objectContaining({
        kind: 'change',
        what: 'booking.rescheduled',
        by: { name: 'Olga', role: 'admin' },
        override: 'she phoned',
      }),
      expect.objectContaining({ kind: 'announced', what: 'booking.created' }),
      expect.objectContaining({ kind: 'message', what: 'anchor:changed', state: 'sent' }),
      expect.objectContaining({ kind: 'staff', what: 'resent', by: { name: 'Olga', role: 'admin' } }),
      expect.objectContaining({ kind: 'shown', what: 'anchor:booked' }),
    ]),
  );
  expect(rows.filter(({ kind }) => kind === 'shown')).toHaveLength(2);
  const stranger = await aBooking();
  const theirs = await desk.history('default', {
    ...stranger,
    event_id: stranger.event,
    user_id: stranger.user,
  });
  expect(theirs).toHaveLength(1);
  const acts = (await desk.history('another', whose)).filter((row) => row.kind === 'staff');
  expect(acts).toEqual([]);
});

test('its page says who was told of it, by which way and how that went: the candidate, staff, browsers; nobody else’s messages', async () => {
  const desk = createBookingDesk(world.db);
  const { booking_id, event, user } = await aBooking();
  const other = await aBooking();
  const staff = await someone(world);
  await world.rows.users.updateOne({ _id: oidOf(staff) }, { $set: { first_name: 'Olga' } });
  const ledger = createDeliveries(world.db);
  const about = { event_id: event, user_id: user, chat_id: null, trace_id: null };
  const told = async (key: string, more: Partial<About>, went: Parameters<typeof ledger.settle>[1]) => {
    await ledger.claim(`${booking_id}:${key}`, { ...about, what: key, ...more });
    await ledger.settle(`${booking_id}:${key}`, went);
  };
  const [sent, card] = [
    { state: 'sent', message_id: 1, finished: true } as const,
    'notify:booking_created:admin',
  ];
  await told('broadcast', {}, sent);
  await told('anchor:changed', { bookings: [booking_id] }, sent);
  await told(card, { user_id: staff, bookings: [booking_id] }, { state: 'failed', detail: 'chat not found' });
  const both = [booking_id, other.booking_id];
  const unknown = { state: 'unknown', detail: 'no answer to either call' } as const;
  await told('notice:held:admin', { event_id: null, user_id: staff, bookings: both }, unknown);
  // Of another booking of the same person and event, of another event, and of nothing.
  const older = bookingId(new ObjectId().toHexString());
  await told('anchor:booked', { bookings: [older] }, sent);
  await told('anchor:reminder', { event_id: other.event }, sent);
  await told('request', { event_id: null }, sent);
  const pushes = createPushLedger(world.db);
  const push = { event_id: event, user_id: user, bookings: [booking_id], trace_id: null };
  await pushes.claim(`${booking_id}:push`, { ...push, what: 'notify:booking_reminder:client' });
  await pushes.settle(`${booking_id}:push`, 'expired', '410 Gone');
  const rows = await desk.history('default', { booking_id, event_id: event, user_id: user });
  const seen = rows.flatMap((row) => {
    if (row.kind !== 'message') return [];
    const { at: _at, kind: _kind, resent: _resent, ...shown } = row;
    return [shown];
  });
  const [anna, olga] = [
    { name: '', role: 'client' },
    { name: 'Olga', role: 'admin' },
  ];
  const well = { channel: 'telegram', state: 'sent', why: null };
  expect(seen.toSorted((one, next) => one.what.localeCompare(next.what))).toEqual([
    { what: 'anchor:changed', to: anna, ...well },
    { what: 'broadcast', to: anna, ...well },
    { what: 'notice:held:admin', to: olga, ...well, state: 'unknown' },
    { what: card, to: olga, channel: 'telegram', state: 'failed', why: 'chat not found' },
    {
      what: 'notify:booking_reminder:client',
      to: anna,
      channel: 'web_push',
      state: 'blocked',
      why: '410 Gone',
    },
  ]);
});

test('what staff wrote about a person is handed out with everything about them, and forgotten with them', async () => {
  const { event, user, orders, booking_id } = await aBooking();
  const notes = createStaffNotes(world.db);
  const note = { id: 'k2', company: 'default', user_id: user, event_id: event, by: user, at: 1 };
  await notes.keep({ ...note, text: 'a private matter' });
  await notes.keep({ ...note, text: 'another text under the same id' });
  expect(JSON.stringify(await everythingAbout(world.db)(user))).toContain('a private matter');
  await world.verbs.cancelBooking({ ...orders.op(booking_id), reason: 'ill' });
  expect(await erase(world.db)(user, world.clock.now)).toBe('erased');
  expect(JSON.stringify(await world.db.collection('staff_notes').find().toArray())).not.toContain('private');
});
