import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Damage, oidOf } from '../../support/damage.ts';
import { House, moscow } from '../../support/house.ts';
import { open, patient, saidTo, slotLabels } from '../../support/journey.ts';
import { chatsOf, Reconciler } from '../../support/reconciling.ts';

let house: House;
let reconciler: Reconciler;
let damage: Damage;
beforeAll(async () => {
  house = await House.open('reconcile-holds');
  reconciler = await Reconciler.of(house);
  damage = new Damage(house, reconciler);
});
afterAll(async () => {
  await reconciler?.close();
  await house?.close();
});

/** Somebody who looks at Confirm: a seat is held for them. */
async function holding(name: string) {
  const event = await house.event({ starts: [moscow(3, '15:00')] });
  const [slot = ''] = event.slots;
  const person = await house.person(name);
  await open(person, event.id);
  const list = await person.chat().waitForText('Please choose a time', patient);
  await person.tap(slotLabels(list)[0] ?? '');
  await person.chat().waitForText('The seat is held', patient);
  await reconciler.untilAtRest(event.id, person);
  return { event: event.id, slot, person };
}

test('hold_expired: a hold whose time is long over is given back and taken off the screen', async () => {
  const { slot, person } = await holding('Anna');
  const longAgo = new Date(Date.now() - 3_600_000);
  await damage.bookings.updateOne({ user_id: oidOf(person.userId) }, { $set: { 'holds.0.until': longAgo } });
  await reconciler.counts({ hold_expired: 1 });
  await reconciler.mends({ hold_expired: 1 });
  await person.chat().waitForText('Please choose a time', patient);
  await damage.untilTaken(slot);
  await reconciler.isSilent();
  expect(await saidTo(person)).toHaveLength(1);
});

test('hold_expired: what a booking left behind when it ended is cleared away', async () => {
  const { slot, other, person, event, booking } = await damage.booked('Boris');
  const before = await chatsOf(person);
  const gone = {
    ...booking,
    _id: new ObjectId(),
    active: false,
    status: 'cancelled',
    number: null,
    slot_id: null,
    rev: 0,
    last_op: 0,
    last_change: null,
    holds: [{ slot_id: oidOf(other), op: 1, until: new Date(0) }],
    created_at: new Date(0),
  };
  await damage.bookings.insertOne(gone);
  await damage.setSeats(other, [damage.seat(person.userId, gone._id)]);
  await reconciler.counts({ hold_expired: 1 });
  await reconciler.mends({ hold_expired: 1 });
  await damage.untilTaken(other);
  await reconciler.isSilent();
  expect(await damage.takenIn(slot)).toEqual([person.userId]);
  expect(await damage.bookingIn(person, event)).toMatchObject({ _id: booking._id, status: 'booked' });
  expect(await chatsOf(person)).toBe(before);
});

test('seat_missing of a hold: the seat is taken again, and the screen goes on as it stood', async () => {
  const { slot, person, event } = await holding('Vera');
  const before = await chatsOf(person);
  await damage.setSeats(slot, []);
  await reconciler.counts({ seat_missing: 1 });
  await reconciler.mends({ seat_missing: 1 });
  await damage.untilTaken(slot, person);
  await reconciler.isSilent();
  expect(await chatsOf(person)).toBe(before);
  await person.tap('Confirm');
  await person.chat().waitForText('Your interview is booked', patient);
  expect(await damage.bookingIn(person, event)).toMatchObject({ status: 'booked' });
});

test('seat_missing of a hold whose seat is gone to somebody else: it is given up and taken off the screen', async () => {
  const { slot, person, event } = await holding('Gleb');
  const rival = await house.person('Rival');
  await damage.takenOver(slot, event, rival);
  await reconciler.counts({ seat_missing: 1 });
  await reconciler.mends({ seat_missing: 1 });
  await person.chat().waitForText('No free time', patient);
  await reconciler.isSilent();
  expect(await damage.takenIn(slot)).toEqual([rival.userId]);
  expect(await damage.bookingIn(person, event)).toMatchObject({ status: 'pending', holds: [] });
  expect(await saidTo(person)).toHaveLength(1);
});
