import { afterAll, beforeAll, expect, test } from 'vitest';
import { Damage } from '../../support/damage.ts';
import { House, moscow } from '../../support/house.ts';
import { announced, type Candidate, open, patient, slotLabels } from '../../support/journey.ts';
import { OwnTemporal } from '../../support/own-temporal.ts';
import { prove } from '../../support/prove.ts';
import { chatsOf, Reconciler } from '../../support/reconciling.ts';
import { serviceUrl } from '../../support/services.ts';
import { waitFor } from '../../support/wait.ts';

/** LOST_BOOKINGS: under how many Temporal's database is deleted. */
const many = Number(process.env['LOST_BOOKINGS'] ?? 5);

let temporal: OwnTemporal;
let house: House;
let reconciler: Reconciler;
let damage: Damage;
beforeAll(async () => {
  temporal = await OwnTemporal.start('temporal-lost');
  const [MONGODB_URL, AMQP_URL, REDIS_URL] = [
    serviceUrl('MONGODB_URL'),
    serviceUrl('AMQP_URL'),
    serviceUrl('REDIS_URL'),
  ];
  const urls = { TEMPORAL_ADDRESS: temporal.address, MONGODB_URL, AMQP_URL, REDIS_URL };
  house = await House.open('temporal-lost', { urls });
  reconciler = await Reconciler.of(house);
  damage = new Damage(house, reconciler);
});
afterAll(async () => {
  await reconciler?.close();
  await house?.close();
  await temporal?.stop();
});

const countOf = async (person: Candidate, text: string) =>
  (await person.chat().messages()).filter((message) => message.text?.includes(text)).length;

test('Temporal’s database is deleted under bookings: every workflow returns, nobody is cancelled or told, every reminder fires once', async () => {
  const day = 3;
  const { id, slots } = await house.event({
    starts: [moscow(day, '15:00'), moscow(day, '17:00')],
    capacity: many,
  });
  const people = await damage.crowd(many, id);
  const [chats, bookings, told] = [
    await chatsOf(...people),
    await damage.standing(id),
    await announced(house, id),
  ];
  const waits = await Promise.all(people.map(async (one) => (await reconciler.view(one, id)).waits_for));

  await temporal.loseEverything();
  const began = Date.now();
  await waitFor('the schedule to be there again', () => reconciler.pauseSchedule().then(() => true), 90_000);
  for (const one of house.roles) for (const role of one.roles) await one.untilReady(role, 90_000);
  expect(await reconciler.pass({ min_age_ms: 3_600_000 })).toMatchObject({
    active_bookings: many,
    open_workflows: 0,
    found: { workflow_missing: many },
  });
  await reconciler.mends({ workflow_missing: many });
  await reconciler.isSilent();
  await reconciler.untilAtRest(id, ...people);
  prove(
    `${many} workflows were back ${Math.round((Date.now() - began) / 1_000)} s after their server had lost everything`,
  );
  expect(await Promise.all(people.map(async (one) => (await reconciler.view(one, id)).waits_for))).toEqual(
    waits,
  );
  expect(await reconciler.pass()).toMatchObject({ active_bookings: many, open_workflows: many, found: {} });
  expect(await damage.standing(id)).toEqual(bookings);
  expect((await damage.takenIn(slots[0] ?? '')).length).toBe(many);
  expect(await announced(house, id)).toEqual(told);
  expect(await chatsOf(...people)).toBe(chats);

  const texts = await Promise.all(people.map(async (one) => (await one.chat().messages()).length));
  await house.goTo({ instant: moscow(day, '11:00') + 200_000 });
  for (const person of people) await person.chat().waitForText('A reminder of your interview', patient);
  await reconciler.untilAtRest(id, ...people);
  for (const [index, person] of people.entries()) {
    expect(await countOf(person, 'A reminder of your interview')).toBe(1);
    expect(await countOf(person, 'cancelled')).toBe(0);
    expect(await person.chat().messages()).toHaveLength((texts[index] ?? 0) + 1);
  }
  expect((await announced(house, id)).filter((type) => type === 'booking.reminder')).toHaveLength(many);
  await reconciler.isSilent();
});

test('who taps while Temporal has lost everything finds a fresh menu once it is back, and books with it', async () => {
  const { id } = await house.event({ starts: [moscow(6, '15:00')] });
  const late = await house.person('Late');
  await open(late, id);
  const list = await late.chat().waitForText('Please choose a time', patient);
  await temporal.loseEverything();
  await late.tap(slotLabels(list)[0] ?? '');
  await late.chat().waitFor((all) => all.at(-1)?.edit_date !== undefined, { timeoutMs: 90_000 });
  await late.tap(slotLabels(list)[0] ?? '');
  await late.chat().waitForText('The seat is held', patient);
  await late.tap('Confirm');
  await late.chat().waitForText('Your interview is booked', patient);
  expect(await damage.bookingIn(late, id)).toMatchObject({ status: 'booked', active: true });
});
