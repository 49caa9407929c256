import { afterAll, beforeAll, expect, test } from 'vitest';
import { Damage, oidOf } from '../../support/damage.ts';
import { House, moscow } from '../../support/house.ts';
import { chatsOf, Reconciler } from '../../support/reconciling.ts';

let house: House;
let reconciler: Reconciler;
let damage: Damage;
beforeAll(async () => {
  house = await House.open('reconcile-seats');
  reconciler = await Reconciler.of(house);
  damage = new Damage(house, reconciler);
});
afterAll(async () => {
  await reconciler?.close();
  await house?.close();
});

test('a pass only counts what it sees for the first time, and what was right again is forgotten', async () => {
  const { slot, person, booking } = await damage.booked('Anna');
  const before = await chatsOf(person);
  const own = damage.seat(person.userId, booking._id);
  await damage.setSeats(slot, [own, damage.seat(person.userId)]);
  expect(await reconciler.pass()).toMatchObject({ found: { seat_unexplained: 1 }, repaired: {} });
  await damage.setSeats(slot, [own]);
  expect(await reconciler.pass()).toMatchObject({ found: {}, repaired: {} });
  await reconciler.isSilent();
  expect(await chatsOf(person)).toBe(before);
});

test('what is wrong for less than two minutes is left alone', async () => {
  const { slot, person } = await damage.booked('Bela');
  await damage.setSeats(slot, []);
  for (let passes = 0; passes < 3; passes += 1)
    expect(await reconciler.pass({ min_age_ms: 120_000 })).toMatchObject({
      found: { seat_missing: 1 },
      repaired: {},
    });
  expect(await damage.takenIn(slot)).toEqual([]);
  await reconciler.mends({ seat_missing: 1 });
  await damage.untilTaken(slot, person);
  await reconciler.isSilent();
});

test('seat_unexplained of somebody without a booking: it is given back, the run that did it ends, nobody is told', async () => {
  const event = await house.event({ starts: [moscow(3, '15:00')] });
  const [slot = ''] = event.slots;
  const person = await house.person('Vera');
  await damage.setSeats(slot, [damage.seat(person.userId)]);
  await reconciler.counts({ seat_unexplained: 1 });
  await reconciler.mends({ seat_unexplained: 1 });
  await damage.untilTaken(slot);
  await reconciler.handle(person, event.id).result();
  await reconciler.isSilent();
  expect(await chatsOf(person)).toBe('(nothing was said)');
});

test('seat_unexplained beside a booking: only the right one stays', async () => {
  const { slot, other, person, event, booking } = await damage.booked('Gleb');
  const before = await chatsOf(person);
  await damage.setSeats(other, [damage.seat(person.userId, booking._id)]);
  await reconciler.counts({ seat_unexplained: 1 });
  await reconciler.mends({ seat_unexplained: 1 });
  await damage.untilTaken(other);
  await reconciler.isSilent();
  expect(await damage.takenIn(slot)).toEqual([person.userId]);
  expect(await damage.bookingIn(person, event)).toMatchObject({ status: 'booked', active: true });
  expect(await chatsOf(person)).toBe(before);
});

test('seat_missing: it is taken again, past closing too', async () => {
  const { slot, person } = await damage.booked('Dina', 1);
  const before = await chatsOf(person);
  await damage.setSeats(slot, []);
  await damage.slots.updateOne({ _id: oidOf(slot) }, { $set: { open: false } });
  await reconciler.counts({ seat_missing: 1 });
  await reconciler.mends({ seat_missing: 1 });
  await damage.untilTaken(slot, person);
  await reconciler.isSilent();
  expect(await chatsOf(person)).toBe(before);
});
