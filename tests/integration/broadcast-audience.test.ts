import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredBroadcast } from '../../activities/broadcast/ports.ts';
import { createAudience } from '../../adapters/mongo/broadcasts/audience.ts';
import { createLedger } from '../../adapters/mongo/broadcasts/ledger.ts';
import { oid } from '../../adapters/mongo/ids.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  oidOf,
  openBookingWorld,
  someone,
  someSlots,
} from '../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('audience');
});
afterAll(() => world.close());

/** On the list, as an import leaves them. */
async function people(count: number): Promise<ObjectId[]> {
  const rows = Array.from({ length: count }, () => ({
    _id: new ObjectId(),
    company_id: 'default',
    telegram_id: null,
    roles: ['candidate'],
    allowed: true,
  }));
  await world.db.collection('users').insertMany(rows);
  return rows.map(({ _id }) => _id);
}

const toUnbooked = (event_id: EventId): StoredBroadcast => ({
  broadcast_id: new ObjectId().toHexString(),
  company_id: 'default',
  command: { action: 'post_broadcast', message_text: 'Come', event_id, target: 'unbooked' },
  status: 'sending',
  chat_id: null,
  message_id: null,
  reason: null,
  rows: null,
  has_list: false,
  recalled: false,
});

async function lookUp(broadcast: StoredBroadcast): Promise<number> {
  const ledger = createLedger(world.db);
  let page: { readonly after: string | null; readonly n: number } = { after: null, n: 0 };
  do page = await ledger.resolve(broadcast, page);
  while (page.after !== null);
  return page.n;
}

const rowsOf = (broadcast: StoredBroadcast) =>
  world.rows.recipients.find({ broadcast_id: new ObjectId(broadcast.broadcast_id) }).toArray();

test.each([1, 200, 401])(
  'each of %i people whom an event names gets one row, and nobody else',
  async (count) => {
    const named = await people(count);
    await people(3);
    const event = await anEvent(world);
    await world.rows.events.updateOne({ _id: oidOf(event) }, { $set: { audience: named.toReversed() } });
    const broadcast = toUnbooked(event);
    expect(await lookUp(broadcast)).toBe(count);
    const rows = await rowsOf(broadcast);
    expect(new Set(rows.map((row) => row.user_id.toHexString()))).toEqual(
      new Set(named.map((id) => id.toHexString())),
    );
    expect(rows.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual(named.map((_id, at) => at));
  },
);

test('a page that is read again after somebody booked leaves no row beyond the numbers', async () => {
  const named = [oid(await someone(world)), oid(await someone(world)), oid(await someone(world))];
  const event = await anEvent(world);
  await world.rows.events.updateOne({ _id: oidOf(event) }, { $set: { audience: named } });
  const [slot] = await someSlots(world, event, 1);
  const broadcast = toUnbooked(event);
  expect(await lookUp(broadcast)).toBe(3);
  await bookedIn(world, event, slot as never, named[0]?.toHexString() as never);
  const end = await lookUp(broadcast);
  expect(end).toBe(3);
  expect(await rowsOf(broadcast)).toHaveLength(3);
});

test('right before a message: whoever has booked, was not invited or is too late is left out', async () => {
  const audience = createAudience(world.db);
  const check = async (user: UserId, at: EventId) => (await audience.check([user], at)).get(user);
  const [anna, boris] = [await someone(world), await someone(world)];
  await world.rows.users.updateMany({ _id: { $in: [oid(anna), oid(boris)] } }, { $set: { allowed: true } });
  const event = await anEvent(world);
  expect(await check(anna, event)).toMatchObject({ ok: true });
  await world.rows.events.updateOne({ _id: oidOf(event) }, { $set: { audience: [oid(anna)] } });
  expect(await check(anna, event)).toMatchObject({ ok: true });
  expect(await check(boris, event)).toEqual({ ok: false, why: 'not_invited' });
  const [slot] = await someSlots(world, event, 1);
  await bookedIn(world, event, slot as never, anna);
  expect(await check(anna, event)).toEqual({ ok: false, why: 'booked' });
  await world.rows.events.updateOne({ _id: oidOf(event) }, { $set: { status: 'closed' } });
  expect(await check(boris, event)).toEqual({ ok: false, why: 'closed' });
});
