import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlarmKind } from '../../../core/damage/words.ts';
import { Damage, oidOf } from '../../support/damage.ts';
import { House } from '../../support/house.ts';
import { chatsOf, Reconciler } from '../../support/reconciling.ts';
import { waitFor } from '../../support/wait.ts';
import { zapis } from '../../support/zapis.ts';

// What no rule can decide: it is counted, people are called, and nothing is written.

let house: House;
let reconciler: Reconciler;
let damage: Damage;
beforeAll(async () => {
  house = await House.open('reconcile-people');
  reconciler = await Reconciler.of(house);
  damage = new Damage(house, reconciler);
});
afterAll(async () => {
  await reconciler?.close();
  await house?.close();
});

const command = (...argv: string[]) => zapis(['reconcile', '--min-age', '0s', ...argv], house.env);
const calls = (kind: AlarmKind) =>
  house
    .of('worker')
    .flatMap((worker) => worker.said('the reconciler needs a person'))
    .filter((line) => line.kind === kind && line.level === 'error').length;

/** The command says it and ends with 1; the log and the metrics call somebody. */
async function raises(kind: AlarmKind): Promise<void> {
  const told = calls(kind);
  const metric = `zapis_reconcile_alarms_total ${kind}`;
  const raised = (await reconciler.metrics())[metric] ?? 0;
  const { code, said } = await command();
  expect(code).toBe(1);
  expect(said).toContain(`ALARM ${kind} (1)`);
  expect(calls(kind)).toBe(told + 1);
  expect((await reconciler.metrics())[metric]).toBe(raised + 1);
}

test('the command says that nothing is wrong, and ends with 0; what it does not understand ends with 2', async () => {
  await damage.booked('Zoja');
  const { code, said } = await command();
  expect(said).toContain('Seats taken: 1 · active bookings: 1 · open booking workflows: 1');
  expect(said).toContain('Nothing is wrong');
  expect(code).toBe(0);
  expect(await zapis(['reconcile', '--min-age', 'soon'], house.env)).toMatchObject({ code: 2 });
});

test('people_and_seats_differ: an alarm until somebody sets both in one update', async () => {
  const { slot, person } = await damage.booked('Anna');
  const before = await chatsOf(person);
  const ghost = new ObjectId();
  await damage.slots.updateOne({ _id: oidOf(slot) }, { $push: { booked_users: ghost } });
  await reconciler.counts({ people_and_seats_differ: 1 });
  await raises('people_and_seats_differ');
  expect(await damage.takenIn(slot)).toEqual([person.userId, ghost.toHexString()]);
  await damage.slots.updateOne({ _id: oidOf(slot) }, { $pull: { booked_users: ghost } });
  await reconciler.isSilent();
  expect(await chatsOf(person)).toBe(before);
});

test('overfull: an alarm until somebody makes room, and nobody loses a seat', async () => {
  const { slot, person } = await damage.booked('Boris', 1);
  const before = await chatsOf(person);
  await damage.slots.updateOne({ _id: oidOf(slot) }, { $set: { max_users: 0 } });
  await reconciler.counts({ overfull: 1 });
  await raises('overfull');
  expect(await damage.takenIn(slot)).toEqual([person.userId]);
  await damage.slots.updateOne({ _id: oidOf(slot) }, { $set: { max_users: 1 } });
  await reconciler.isSilent();
  expect(await chatsOf(person)).toBe(before);
});

test('repair_without_effect: a seat that is gone to somebody else is asked for three times, then people are called', async () => {
  const { slot, person, event } = await damage.booked('Vera', 1);
  const before = await chatsOf(person);
  const rival = await house.person('Rival');
  await damage.takenOver(slot, event, rival);
  await reconciler.counts({ seat_missing: 1 });
  for (let tries = 0; tries < 3; tries += 1)
    expect((await reconciler.mends({ seat_missing: 1 })).alarms).toEqual([]);
  await raises('repair_without_effect');
  expect(await damage.takenIn(slot)).toEqual([rival.userId]);
  expect(await damage.bookingIn(person, event)).toMatchObject({ status: 'booked', active: true });
  expect(await chatsOf(person)).toBe(before);
  await damage.slots.updateOne({ _id: oidOf(slot) }, { $set: { max_users: 2 } });
  // By the next repair, or by one that was still on its way.
  await waitFor('room to be used', async () => {
    await reconciler.pass();
    return (await damage.takenIn(slot)).length === 2 || undefined;
  });
  await reconciler.isSilent();
  expect(await damage.takenIn(slot)).toEqual([rival.userId, person.userId]);
});

test('two_active: an alarm until somebody takes the wrong one away, and neither is touched', async () => {
  const { slot, person, event, booking } = await damage.booked('Gleb');
  const before = await chatsOf(person);
  const indexes = await damage.bookings.indexes();
  const guard = indexes.find((one) => one.name === 'one_active_booking');
  if (!guard) throw new Error('nothing guards that a booking is the only one');
  await damage.bookings.dropIndex('one_active_booking');
  const second = { ...booking, _id: new ObjectId(), number: null, slot_id: null, status: 'pending' };
  try {
    await damage.bookings.insertOne({ ...second, rev: 0, last_op: 0, last_change: null });
    await reconciler.counts({ two_active: 1 });
    await raises('two_active');
    expect(await damage.takenIn(slot)).toEqual([person.userId]);
    expect(await damage.bookings.countDocuments({ event_id: oidOf(event), active: true })).toBe(2);
  } finally {
    await damage.bookings.deleteOne({ _id: second._id });
    const { key, v: _version, ...options } = guard;
    await damage.bookings.createIndex(key, options);
  }
  await reconciler.isSilent();
  expect(await damage.bookingIn(person, event)).toMatchObject({ _id: booking._id, status: 'booked' });
  expect(await chatsOf(person)).toBe(before);
});
