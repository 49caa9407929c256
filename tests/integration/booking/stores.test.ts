import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmSeat } from '../../../activities/booking/confirm-seat.ts';
import { allIndexes } from '../../../adapters/mongo/all-indexes.ts';
import { createTimePort, setClockOffset } from '../../../adapters/mongo/clock.ts';
import { createEvent, eventsOf, findEvent, listEvents } from '../../../adapters/mongo/events.ts';
import { ensureIndexes } from '../../../adapters/mongo/indexes.ts';
import {
  allowedTelegramIds,
  createPerson,
  findPerson,
  setWaitsForReason,
} from '../../../adapters/mongo/people.ts';
import { copyEventToSlots, insertSlots } from '../../../adapters/mongo/slots.ts';
import { type EventId, eventId, type SlotId, type UserId } from '../../../core/shared/ids.ts';
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
import { editEvent, editSlot } from '../../support/edits.ts';
import { waitFor } from '../../support/wait.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('stores');
});
afterAll(() => world.close());

const must = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('nothing there');
  return value;
};

test('a unique index that is partial binds only what it is about', async () => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1, 9)) as [SlotId];
  const { user, booking_id: id } = await bookedIn(world, event, slot);
  const booking = must(await world.rows.bookings.findOne({ _id: oidOf(id) }));
  const { _id: _same, ...copy } = booking;
  const inactive = { ...copy, active: false, number: null };
  await world.rows.bookings.insertMany([inactive, { ...inactive }] as never);
  await expect(world.rows.bookings.insertOne({ ...copy, number: null } as never)).rejects.toThrow(
    /E11000|dup/i,
  );
  await expect(world.rows.bookings.insertOne({ ...copy, active: false } as never)).rejects.toThrow(
    /E11000|dup/i,
  );
  await expect(
    world.rows.bookings.updateOne({ user_id: oidOf(user), active: false }, { $set: { active: true } }),
  ).rejects.toThrow(/E11000|dup/i);
  await world.rows.bookings.deleteMany({ user_id: oidOf(user), active: false });
});

test('every index is made again without complaint', async () => {
  await ensureIndexes(world.db, allIndexes);
  const names = (await world.rows.bookings.indexes()).map((index) => index.name);
  expect(names).toEqual(expect.arrayContaining(['one_active_booking', 'one_booking_per_number']));
});

test('two people with the same number: the second draws another', async () => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1, 2)) as [SlotId];
  const first = await bookedIn(world, event, slot);
  const number = must((await world.rows.bookings.findOne({ _id: oidOf(first.booking_id) }))?.number);
  const user = await someone(world);
  const orders = ordersOf(event, user);
  const commit = world.deps.bookings.commit;
  const answers: unknown[] = [];
  const deps = {
    ...world.deps,
    bookings: {
      ...world.deps.bookings,
      async commit(order: Parameters<typeof commit>[0]) {
        const clash = answers.length === 0 ? { number } : {};
        const answer = await commit({ ...order, patch: { ...order.patch, ...clash } });
        answers.push(answer === 'number_taken' ? answer : 'written');
        return answer;
      },
    },
  };
  const booked = await confirmSeat(deps, orders.confirm(slot));
  expect(answers).toEqual(['number_taken', 'written']);
  expect(booked.booking?.number).not.toBe(number);
});

test('an account that is somebody’s is not given to another person', async () => {
  const now = world.clock.now;
  await createPerson(world.db, { telegram_id: 90, allowed: false }, now);
  expect(await createPerson(world.db, { telegram_id: 90 }, now)).toBeNull();
  expect(await allowedTelegramIds(world.db, null)).not.toContain(90);
  await createPerson(world.db, { telegram_id: 91 }, now);
  expect(await allowedTelegramIds(world.db, null)).toContain(91);
});

test('whose next text is a reason stands with the person', async () => {
  const person = await someone(world);
  const event = await anEvent(world);
  await setWaitsForReason(world.db, person, { event_id: event, until: 5_000 });
  expect((await findPerson(world.db, person))?.waits_for_reason).toEqual({
    event_id: oidOf(event),
    until: new Date(5_000),
  });
  const other = await anEvent(world);
  await setWaitsForReason(world.db, person, { event_id: other, until: null });
  expect((await findPerson(world.db, person))?.waits_for_reason).toMatchObject({ event_id: oidOf(event) });
  await setWaitsForReason(world.db, person, { event_id: event, until: null });
  expect((await findPerson(world.db, person))?.waits_for_reason).toBeNull();
});

test('a candidate’s events are the open ones they may see, and those with an active booking', async () => {
  const other = await someone(world);
  const user = await someone(world);
  const own = await anEvent(world, { audience: [oidOf(user)] });
  const closed = await anEvent(world);
  const [slot] = (await someSlots(world, closed, 1)) as [SlotId];
  await bookedIn(world, closed, slot, user);
  await editEvent(world.db, closed, { status: 'closed' });
  const foreign = await anEvent(world, { company_id: 'another company' });
  const among = async (person: UserId, company_id = 'default') =>
    (await eventsOf(world.db, { _id: oidOf(person), company_id })).filter(({ event_id: id }) =>
      [own, closed, foreign].includes(id),
    );
  expect(await among(user)).toEqual([
    { event_id: own, open: true, active_booking: false },
    { event_id: closed, open: false, active_booking: true },
  ]);
  expect(await among(other)).toEqual([]);
  expect(await among(other, 'another company')).toEqual([
    { event_id: foreign, open: true, active_booking: false },
  ]);
  expect((await listEvents(world.db, 'default')).some(({ _id }) => _id.equals(oidOf(own)))).toBe(true);
  expect(await listEvents(world.db, 'a third company')).toEqual([]);
});

test('slots are inserted with what decides a claim, in the seed’s terms', async () => {
  const event = await createEvent(world.db, { title: 'x', cutoff_minutes: 60 }, world.clock.now);
  const [slot] = await insertSlots(world.db, event, [
    { day: '2028-02-29', time: '00:00', duration_minutes: 45, max_users: 2, location: 'A', audience: '1' },
  ]);
  expect(await world.rows.slots.findOne({ _id: oidOf(must(slot)) })).toMatchObject({
    date: new Date('2028-02-28T21:00:00Z'),
    time: '00:00',
    starts_at: new Date('2028-02-28T21:00:00Z'),
    bookable_until: new Date('2028-02-28T20:00:00Z'),
    open: false,
    audience_ids: null,
    event_rev: 1,
    booked_users: [],
  });
});

test('an event that changes while its slots are inserted is copied once more; an older copy comes too late', async () => {
  const event = await anEvent(world);
  const slots = await someSlots(world, event, 3);
  await editEvent(world.db, event, { status: 'closed' });
  const first = must(await findEvent(world.db, event));
  await editEvent(world.db, event, { cutoff_minutes: 0, status: 'open' });
  const second = must(await findEvent(world.db, event));
  const late = await editEvent(world.db, event, { cutoff_minutes: 60 }, { cutoff_minutes: 120 });
  expect(late).toEqual({ ok: false, reason: 'changed_meanwhile' });
  expect(await copyEventToSlots(world.db, second)).toBe(3);
  expect(await copyEventToSlots(world.db, first)).toBe(0);
  const docs = await world.rows.slots.find({ _id: { $in: slots.map(oidOf) } }).toArray();
  expect(docs.every((doc) => doc.open && doc.event_rev === 3)).toBe(true);
  expect(docs.every((doc) => doc.bookable_until.getTime() === doc.starts_at.getTime())).toBe(true);
});

test('a slot never shrinks below the seats taken', async () => {
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1, 5)) as [SlotId];
  await bookedIn(world, event, slot);
  await bookedIn(world, event, slot);
  expect(await editSlot(world.db, slot, { max_users: 1 })).toEqual({ ok: false, reason: 'below_taken' });
  expect(await editSlot(world.db, slot, { max_users: 2 })).toMatchObject({ ok: true });
  expect((await world.rows.slots.findOne({ _id: oidOf(slot) }))?.max_users).toBe(2);
});

test('slots of an event that does not exist are refused', async () => {
  const nowhere: EventId = eventId('0'.repeat(24));
  await expect(insertSlots(world.db, nowhere, [])).rejects.toThrow('there is no event');
});

test('the sandbox’s clock goes forward only, is seen by all within half a second, and production has none', async () => {
  const sandbox = createTimePort(world.db, { sandbox: true });
  expect(await sandbox.offset()).toBe(0);
  expect(await setClockOffset(world.db, 60_000)).toBe(60_000);
  expect(await setClockOffset(world.db, 30_000)).toBe(60_000);
  await waitFor('the new offset', async () => (await sandbox.offset()) === 60_000 || undefined);
  const before = Date.now();
  expect(await sandbox.now()).toBeGreaterThanOrEqual(before + 60_000);
  const production = createTimePort(world.db, { sandbox: false });
  expect(await production.offset()).toBe(0);
  const now = await production.now();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});
