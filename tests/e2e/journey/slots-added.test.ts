import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf } from '../../../core/time/slot-instants.ts';
import { House, moscow } from '../../support/house.ts';
import { announced, book, bookingOf, open, patient, slotLabels } from '../../support/journey.ts';
import { programEnv } from '../../support/program-env.ts';

const zapis = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

let house: House;
beforeAll(async () => {
  house = await House.open('slots-added');
});
afterAll(() => house.close());

function addSlot(event: string, at: number): void {
  const which = ['--event', event, '--dates', dayOf(at), '--times', '12:00'];
  const ended = spawnSync(
    process.execPath,
    [zapis, 'slots', 'add', ...which, '--minutes', '30', '--capacity', '5'],
    { env: { ...programEnv, ...house.env }, timeout: 60_000 },
  );
  expect([ended.status, ended.stderr.toString()]).toEqual([0, '']);
}

test('times added while people choose are in their lists at once, and keep them choosing when the first ones are over', async () => {
  const { id } = await house.event({ starts: [moscow(2, '14:00'), moscow(2, '16:00')], capacity: 2 });
  const [anna, boris] = [await house.person('Anna'), await house.person('Boris')];
  await book(anna, id);
  await anna.sends('/reschedule');
  await anna.chat().waitForText('has been cleared', patient);
  await open(boris, id);
  expect(slotLabels(await boris.chat().waitForText('Please choose a time', patient))).toHaveLength(2);

  addSlot(id, moscow(4, '12:00'));
  for (const one of [anna, boris])
    await one
      .chat()
      .waitFor((messages) => messages.find((message) => slotLabels(message).length === 3), patient);

  await house.goTo({ instant: moscow(2, '14:30') });
  await anna.chat().waitForText('You have no time booked now', patient);
  expect(await bookingOf(house, anna, id)).toMatchObject({ status: 'pending', active: true });
  await anna.sends('/slots');
  const list = await anna
    .chat()
    .waitFor((messages) => messages.findLast((one) => slotLabels(one).length === 1), patient);
  await anna.tap(slotLabels(list)[0] ?? '');
  await anna.chat().waitForText('The seat is held', patient);
  await anna.tap('Confirm');
  await anna.chat().waitForText('has been moved', patient);
  expect((await announced(house, id)).at(-1)).toBe('booking.rescheduled');
});
