import { afterAll, beforeAll, expect, test } from 'vitest';
import { Damage } from '../../support/damage.ts';
import { House, moscow } from '../../support/house.ts';
import { type Candidate, patient } from '../../support/journey.ts';
import { chatsOf, Reconciler } from '../../support/reconciling.ts';
import { zapis } from '../../support/zapis.ts';

const many = 25;
let house: House;
let reconciler: Reconciler;
let damage: Damage;
let event: string;
let slot: string;
let people: readonly Candidate[];
beforeAll(async () => {
  house = await House.open('many-terminated');
  reconciler = await Reconciler.of(house);
  damage = new Damage(house, reconciler);
  const made = await house.event({ starts: [moscow(3, '15:00')], capacity: many });
  event = made.id;
  slot = made.slots[0] ?? '';
  people = await damage.crowd(many, event);
});
afterAll(async () => {
  await reconciler?.close();
  await house?.close();
});

const terminateAll = () =>
  Promise.all(people.map((person) => reconciler.handle(person, event).terminate('all of them, by hand')));
const openRuns = async () =>
  (await Promise.all(people.map((person) => reconciler.isOpen(person, event)))).filter(Boolean).length;
const command = (...argv: string[]) => zapis(['reconcile', '--min-age', '0s', ...argv], house.env);

test('25 booking workflows terminated at once: an alarm, none is cancelled, whatever else is wrong with them waits too', async () => {
  const [chats, bookings] = [await chatsOf(...people), await damage.standing(event)];
  await terminateAll();
  await reconciler.counts({ workflow_missing: many });
  const taken = await damage.takenIn(slot);
  await damage.setSeats(slot, []);
  await reconciler.counts({ workflow_missing: many, seat_missing: many });
  for (let passes = 0; passes < 2; passes += 1)
    expect((await reconciler.mends({})).alarms).toEqual([{ kind: 'too_many_terminated', count: many }]);
  const { code, said } = await command();
  expect(code).toBe(1);
  expect(said).toContain(`ALARM too_many_terminated (${many})`);
  expect(await openRuns()).toBe(0);
  expect(await damage.standing(event)).toEqual(bookings);
  expect(await chatsOf(...people)).toBe(chats);

  expect((await command('--start-terminated')).code).toBe(0);
  await reconciler.isSilent();
  await reconciler.untilAtRest(event, ...people);
  expect(await openRuns()).toBe(many);
  expect((await damage.takenIn(slot)).toSorted()).toEqual(taken.toSorted());
  expect(await damage.standing(event)).toEqual(bookings);
  expect(await chatsOf(...people)).toBe(chats);
});

test('all of them terminated again, and meant: the operator names the number, and each is cancelled and told', async () => {
  await terminateAll();
  await reconciler.counts({ workflow_missing: many });
  expect((await command('--cancel-up-to', String(many - 1))).code).toBe(1);
  expect(await damage.bookings.countDocuments({ status: 'booked' })).toBe(many);
  expect((await command('--cancel-up-to', String(many))).code).toBe(0);
  for (const person of people) await person.chat().waitForText('cancelled', patient);
  await damage.untilTaken(slot);
  await reconciler.isSilent();
  expect(await damage.bookings.countDocuments({ status: 'cancelled', active: false })).toBe(many);
});
