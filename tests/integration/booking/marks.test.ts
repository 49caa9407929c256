import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSettings } from '../../../adapters/mongo/settings.ts';
import { companyEventDefaults } from '../../../core/events/company.ts';
import type { BookingId, SlotId } from '../../../core/shared/ids.ts';
import { slotInstants } from '../../../core/time/slot-instants.ts';
import { violations } from '../../race/invariants.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  oidOf,
  openBookingWorld,
  ordersOf,
  someone,
  someSlots,
} from '../../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('marks');
});
afterAll(() => world.close());

async function aBooking() {
  const event = await anEvent(world);
  const slots = await someSlots(world, event, 2);
  const slot = slots[0] as SlotId;
  return { event, slot, other: slots[1] as SlotId, ...(await bookedIn(world, event, slot)) };
}
const journal = async (id: BookingId) =>
  (
    await world.rows.audit
      .find({ booking_id: oidOf(id) })
      .sort({ rev: 1 })
      .toArray()
  ).map(({ what, detail }) => [what, detail]);

test('a reply and an arrival are noted and not announced; a later reply counts', async () => {
  const { orders, booking_id: id } = await aBooking();
  const late = await world.verbs.recordReply({ ...orders.op(id), value: 'late' });
  expect(late).toMatchObject({ ok: true, announce: null, booking: { reply: 'late', rev: 2 } });
  await world.verbs.recordReply({ ...orders.op(id), value: 'coming' });
  await world.verbs.recordArrived(orders.op(id));
  await world.verbs.recordArrived(orders.op(id));
  expect(await journal(id)).toEqual([
    ['booking.created', null],
    ['booking.reply', 'late'],
    ['booking.reply', 'coming'],
    ['booking.arrived', null],
  ]);
  expect((await world.verbs.readTruth(orders.whose)).booking?.reply).toBe('coming');
});

test('a reminder is recorded once per key and is not planned again', async () => {
  const { orders, booking_id: id } = await aBooking();
  const [reminder] = (await world.verbs.readTruth(orders.whose)).booking?.reminders ?? [];
  const key = reminder?.key ?? '';
  expect(await world.verbs.markReminded({ ...orders.op(id), key })).toMatchObject({
    announce: { rev: 2, type: 'booking.reminder' },
    booking: { reminders: [] },
  });
  expect(await world.verbs.markReminded({ ...orders.op(id), key })).toMatchObject({
    ok: true,
    announce: null,
  });
});

test('a number that a lost worker gave to a reminder does not stand for the end of the interview, nor for a cancellation', async () => {
  for (const verb of ['markDue', 'cancelBooking'] as const) {
    const { orders, booking_id: id } = await aBooking();
    const [reminder] = (await world.verbs.readTruth(orders.whose)).booking?.reminders ?? [];
    const order = orders.op(id);
    await world.verbs.markReminded({ ...order, key: reminder?.key ?? '' });
    // The run did not write that down; meanwhile something else came, which the next takes up first.
    const type = verb === 'markDue' ? 'booking.done' : 'booking.cancelled';
    for (const _repeated of [1, 2])
      expect(await world.verbs[verb](order)).toMatchObject({ ok: true, announce: { rev: 3, type } });
    expect((await journal(id)).map(([what]) => what)).toEqual(['booking.created', 'booking.reminder', type]);
    expect(await violations(world.db)).toEqual([]);
  }
});

test('a seat is not taken under a number that something else was given', async () => {
  const { orders, other, booking_id: id } = await aBooking();
  const order = orders.op(id);
  await world.verbs.recordReply({ ...order, value: 'coming' });
  const moved = { ...orders.confirm(other, id), as: 'moved', op: order.op } as const;
  expect(await world.verbs.confirmSeat(moved)).toMatchObject({ ok: false, reason: 'stale' });
  expect(await violations(world.db)).toEqual([]);
});

test('reminders that one message stood for are not planned again either', async () => {
  const { orders, booking_id: id } = await aBooking();
  const [reminder] = (await world.verbs.readTruth(orders.whose)).booking?.reminders ?? [];
  const also = [reminder?.key ?? ''];
  expect(await world.verbs.markReminded({ ...orders.op(id), key: 'another', also })).toMatchObject({
    booking: { reminders: [], reminded: true },
  });
});

test('an outcome is recorded, corrected, undone, and recorded again after the end', async () => {
  const { orders, booking_id: id } = await aBooking();
  const record = (outcome: 'done' | 'no_show' | 'missing' | 'undone') =>
    world.verbs.recordOutcome({ ...orders.op(id), outcome });
  expect(await world.verbs.markDue(orders.op(id))).toMatchObject({ announce: { type: 'booking.done' } });
  expect(await world.verbs.markDue(orders.op(id))).toMatchObject({ ok: true, announce: null });
  expect(await record('done')).toMatchObject({
    announce: { rev: 3, type: 'booking.outcome' },
    booking: { status: 'done', outcome: 'done', active: true },
  });
  expect(await record('done')).toMatchObject({ ok: true, announce: null });
  expect(await record('no_show')).toMatchObject({ booking: { status: 'no_show' } });
  expect(await record('undone')).toMatchObject({ booking: { status: 'booked', outcome: null } });
  expect(await record('missing')).toMatchObject({
    announce: null,
    booking: { status: 'booked', outcome: 'missing' },
  });
  expect(await world.verbs.finishBooking({ ...orders.op(id), as: 'ended' })).toMatchObject({
    ok: true,
    announce: null,
    booking: { active: false, status: 'booked' },
  });
  expect(await record('done')).toMatchObject({ ok: true, booking: { active: false, status: 'done' } });
  expect(await violations(world.db)).toEqual([]);
});

test.each(['done', 'no_show', 'missing'] as const)(
  'an outcome (%s) of a booking that has ended is not undone: nobody would wait for another',
  async (outcome) => {
    const { orders, booking_id: id } = await aBooking();
    await world.verbs.markDue(orders.op(id));
    expect(await world.verbs.recordOutcome({ ...orders.op(id), outcome })).toMatchObject({ ok: true });
    expect(await world.verbs.finishBooking({ ...orders.op(id), as: 'ended' })).toMatchObject({ ok: true });
    expect(await world.verbs.recordOutcome({ ...orders.op(id), outcome: 'undone' })).toMatchObject({
      ok: false,
      reason: 'too_late',
      booking: { active: false, status: outcome === 'missing' ? 'booked' : outcome, outcome },
    });
    expect(await violations(world.db)).toEqual([]);
  },
);

test('nothing chosen after a move was begun: unbooked is announced with the old time', async () => {
  const { orders, slot, booking_id: id } = await aBooking();
  expect(await world.verbs.markUnbooked(orders.op(id))).toMatchObject({ ok: false, reason: 'not_booked' });
  await world.verbs.beginMove(orders.op(id));
  expect(await world.verbs.markUnbooked(orders.op(id))).toMatchObject({
    announce: { rev: 3, type: 'booking.unbooked' },
  });
  expect(await world.rows.audit.findOne({ _id: `${id}:3` })).toMatchObject({ old: { slot_id: oidOf(slot) } });
});

test('one that expires unbooked gives its hold back and lets the person begin anew', async () => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const orders = ordersOf(event, await someone(world));
  const held = await world.verbs.takeHold(orders.hold(slot));
  const id = held.booking?.booking_id as BookingId;
  expect(await world.verbs.finishBooking({ ...orders.op(id), as: 'ended' })).toMatchObject({
    ok: false,
    reason: 'not_booked',
  });
  expect(await world.verbs.finishBooking({ ...orders.op(id), as: 'expired' })).toMatchObject({
    booking: { active: false, status: 'pending', holds: [] },
  });
  expect(await world.verbs.takeHold(orders.hold(slot, id))).toMatchObject({ ok: true, booking: { rev: 0 } });
  expect(await violations(world.db)).toEqual([]);
});

test('a slot put off by staff is adopted as their reschedule; another room only as a new place; then nothing', async () => {
  const { orders, slot, booking_id: id } = await aBooking();
  const admin = { user_id: null, role: 'admin', channel: 'panel' } as const;
  const adopt = () => world.verbs.adoptSlotChange({ ...orders.op(id), change_id: 'c', initiated_by: admin });
  const starts = new Date('2026-11-28T10:00:00Z');
  await world.rows.slots.updateOne({ _id: oidOf(slot) }, { $set: { starts_at: starts } });
  expect(await adopt()).toMatchObject({
    what: 'time',
    announce: { rev: 2, type: 'booking.rescheduled' },
    booking: { slot: { starts_at: starts.getTime() }, moves: 0 },
  });
  expect(await world.rows.bookings.findOne({ _id: oidOf(id) })).toMatchObject({
    date: new Date('2026-11-27T21:00:00Z'),
    time: '13:00',
  });
  await world.rows.slots.updateOne({ _id: oidOf(slot) }, { $set: { audience: '404' } });
  expect(await adopt()).toMatchObject({ what: 'place', announce: null, booking: { rev: 3 } });
  expect(await adopt()).toMatchObject({ what: 'nothing', announce: null, booking: { rev: 3 } });
  const row = await world.rows.audit.findOne({ _id: `${id}:2` });
  expect(row).toMatchObject({ initiated_by: admin, reason: 'slot_changed' });
});

test('an operation older than the last one changes nothing and is told so', async () => {
  const { orders, other, booking_id: id } = await aBooking();
  await world.verbs.recordReply({ ...orders.op(id, 9), value: 'coming' });
  const old = orders.op(id, 5);
  const answers = await Promise.all([
    world.verbs.cancelBooking(old),
    world.verbs.beginMove(old),
    world.verbs.dropHolds(old),
    world.verbs.recordOutcome({ ...old, outcome: 'done' }),
    world.verbs.takeHold({ ...old, slot_id: other }),
    world.verbs.confirmSeat({ ...old, slot_id: other, as: 'moved' }),
  ]);
  expect(answers.map((answer) => (answer.ok ? 'ok' : answer.reason))).toEqual(answers.map(() => 'stale'));
  expect((await world.verbs.readTruth(orders.whose)).booking).toMatchObject({ rev: 2, op_seq: 9 });
});

test('the truth names the event’s rules, the person and the newest booking, also one that has ended', async () => {
  const event = await anEvent(world, { reschedule_policy: 'swap', max_moves: 2, nudge_after_hours: 24 });
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const user = await someone(world);
  const empty = await world.verbs.readTruth({ event_id: event, user_id: user });
  expect(empty).toEqual({
    offset_ms: 0,
    sandbox: false,
    event: {
      status: 'open',
      rev: 1,
      reschedule_policy: 'swap',
      hold_ms: 300_000,
      max_moves: 2,
      nudge_after_ms: 86_400_000,
      last_bookable_until: Date.parse('2026-11-26T09:00:00Z'),
    },
    person: { allowed: true, has_telegram: true, quiet: false },
    booking: null,
    unpublished: [],
  });
  const { orders, booking_id: id } = await bookedIn(world, event, slot, user);
  await world.verbs.cancelBooking(orders.op(id));
  expect((await world.verbs.readTruth(orders.whose)).booking).toMatchObject({
    booking_id: id,
    status: 'cancelled',
    active: false,
  });
});

test('a hundred people of one morning are not reminded in the same second', async () => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1, 60)) as [SlotId];
  const spreads: number[] = [];
  for (let person = 0; person < 60; person += 1) {
    const { orders } = await bookedIn(world, event, slot);
    const { booking } = await world.verbs.readTruth(orders.whose);
    spreads.push(...(booking?.reminders.map(({ spread_ms: spread }) => spread) ?? []));
  }
  const perSecond = Map.groupBy(spreads, (spread) => spread);
  expect([...perSecond.values()].every((people) => people.length <= 25)).toBe(true);
});

test('whether it is quiet is asked of the event’s company, by the clock people live by', async () => {
  const event = await anEvent(world, { company_id: 'quiet at night' });
  const whose = { event_id: event, user_id: await someone(world) };
  expect(await world.verbs.quietUntil(whose)).toEqual({ until: null });
  const quiet = { from: '21:00', to: '09:00' };
  await createSettings(world.db).write('quiet at night', 0, {
    values: companyEventDefaults,
    quiet,
    desk: null,
  });
  const before = world.clock.now;
  const at = (time: string) => slotInstants('2026-11-26', time, 0).starts_at;
  world.clock.now = at('22:30');
  expect(await world.verbs.quietUntil(whose)).toEqual({ until: at('09:00') + 24 * 3_600_000 });
  world.clock.now = at('20:59');
  expect(await world.verbs.quietUntil(whose)).toEqual({ until: null });
  world.clock.now = before;
});
