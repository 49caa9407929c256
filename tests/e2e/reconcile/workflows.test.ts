import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookingStart } from '../../../adapters/temporal/booking-start.ts';
import { eventId, userId } from '../../../core/shared/ids.ts';
import { Damage } from '../../support/damage.ts';
import { House, moscow } from '../../support/house.ts';
import { announced, patient } from '../../support/journey.ts';
import { PanelClient } from '../../support/panel-client.ts';
import { chatsOf, Reconciler } from '../../support/reconciling.ts';
import { waitFor } from '../../support/wait.ts';

let house: House;
let reconciler: Reconciler;
let damage: Damage;
beforeAll(async () => {
  house = await House.open('reconcile-runs');
  reconciler = await Reconciler.of(house);
  damage = new Damage(house, reconciler);
});
afterAll(async () => {
  await reconciler?.close();
  await house?.close();
});

test('workflow_missing without any history left: it starts again with its timers, and nobody is told', async () => {
  const { person, event } = await damage.booked('Anna');
  const before = await chatsOf(person);
  const waited = (await reconciler.view(person, event)).waits_for;
  expect(waited).not.toEqual([]);
  await reconciler.deleteRun(person, event);
  await reconciler.counts({ workflow_missing: 1 });
  await reconciler.mends({ workflow_missing: 1 });
  await reconciler.isSilent();
  await reconciler.untilAtRest(event, person);
  expect((await reconciler.view(person, event)).waits_for).toEqual(waited);
  expect(await damage.bookingIn(person, event)).toMatchObject({ status: 'booked', active: true });
  expect(await chatsOf(person)).toBe(before);
});

test('workflow_missing, terminated by hand: three bookings are cancelled and their people told', async () => {
  const all = [];
  for (const name of ['Boris', 'Vera', 'Gleb']) all.push(await damage.booked(name));
  for (const { person, event } of all) await reconciler.handle(person, event).terminate('by hand');
  await reconciler.counts({ workflow_missing: 3 });
  expect((await reconciler.mends({ workflow_missing: 3 })).alarms).toEqual([]);
  for (const { person, event, slot } of all) {
    await person.chat().waitForText('cancelled', patient);
    expect(await damage.bookingIn(person, event)).toMatchObject({ status: 'cancelled', active: false });
    await damage.untilTaken(slot);
  }
  await reconciler.isSilent();
  for (const { event } of all)
    expect(await announced(house, event)).toEqual(['booking.created', 'booking.cancelled']);
});

test('workflow_missing, terminated by hand, where an operator says “start them again”: nobody is cancelled', async () => {
  const { person, event, slot } = await damage.booked('Dina');
  const before = await chatsOf(person);
  await reconciler.handle(person, event).terminate('by hand');
  await reconciler.counts({ workflow_missing: 1 });
  await reconciler.mends({ workflow_missing: 1 }, { terminated: 'start' });
  await reconciler.isSilent();
  await reconciler.untilAtRest(event, person);
  expect(await reconciler.isOpen(person, event)).toBe(true);
  expect(await damage.takenIn(slot)).toEqual([person.userId]);
  expect(await chatsOf(person)).toBe(before);
});

test('a booking whose run cannot go on says so on its page, and is started again there from what is stored', async () => {
  const { person, event, slot } = await damage.booked('Fyokla');
  const before = await chatsOf(person);
  const whose = { event_id: eventId(event), user_id: userId(person.userId) };
  const { waits_for } = await reconciler.view(person, event);
  // What a deployed version does not know fails as a task for as long as it is tried.
  await reconciler.temporal.client.workflow.start('ofAnotherVersion', {
    ...bookingStart(whose, 'tapped'),
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
  });
  const panel = await PanelClient.open(house);
  const page = `/bookings/${String((await damage.bookingIn(person, event))?.['_id'])}`;
  const stuck = await waitFor('the page to say so', async () => {
    const found = await panel.get(page);
    return found.text.includes('This booking cannot go on') ? found : undefined;
  });
  expect((await panel.send(stuck, {}, `${page}/restart`)).text).toContain('goes on in another workflow');
  await reconciler.untilAtRest(event, person);
  expect((await reconciler.view(person, event)).waits_for).toEqual(waits_for);
  await reconciler.isSilent();
  expect(await damage.takenIn(slot)).toEqual([person.userId]);
  expect(await chatsOf(person)).toBe(before);
  expect(await announced(house, event)).toEqual(['booking.created']);
  const healthy = await panel.get(page);
  expect(healthy.text).not.toContain('cannot go on');
  expect((await panel.send(healthy, {}, `${page}/restart`)).text).toContain('is not stuck any more');
});

test('a reminder that fell due while there was no workflow comes once, as soon as there is one again', async () => {
  const { person, event } = await damage.booked('Egor');
  await reconciler.deleteRun(person, event);
  await reconciler.counts({ workflow_missing: 1 });
  await house.goTo({ instant: moscow(3, '12:00') });
  expect(await chatsOf(person)).not.toContain('A reminder of your interview');
  await reconciler.mends({ workflow_missing: 1 });
  await person.chat().waitForText('A reminder of your interview', patient);
  await reconciler.isSilent();
  await reconciler.untilAtRest(event, person);
  const texts = (await person.chat().messages()).map((message) => message.text ?? '');
  expect(texts.filter((text) => text.includes('A reminder of your interview'))).toHaveLength(1);
  expect(await announced(house, event)).toEqual(['booking.created', 'booking.reminder']);
});
