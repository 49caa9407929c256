import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporal, type TemporalClient } from '../../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../../config/load.ts';
import { closingScheduleId } from '../../../contracts/workflows/closing.ts';
import { House, moscow } from '../../support/house.ts';
import { book, bookingOf, open, patient, saidTo, slotDoc } from '../../support/journey.ts';
import { waitFor } from '../../support/wait.ts';

let house: House;
let temporal: TemporalClient;
beforeAll(async () => {
  house = await House.open('closes-itself');
  temporal = openTemporal(loadTemporalConfig(house.env));
});
afterAll(async () => {
  await temporal?.close();
  await house?.close();
});

const statusOf = async (event: string) =>
  (await house.db.collection('events').findOne({ _id: new ObjectId(event) }))?.['status'] as unknown;

test('an event closes itself after its last slot: nobody gets a message by it, and a command means the event that is left', async () => {
  const over = await house.event({ starts: [moscow(2, '14:00'), moscow(2, '15:00')], title: 'Over soon' });
  const coming = await house.event({ starts: [moscow(6, '12:00')], title: 'Still to come' });
  const [anna, boris] = [await house.person('Anna'), await house.person('Boris')];
  await book(anna, over.id);
  await open(boris, over.id);
  await boris.chat().waitForText('Please choose a time', patient);

  await house.goTo({ instant: moscow(2, '18:00') });
  await anna.chat().waitForText('has passed', patient);
  await boris.sends('/slots');
  await boris.chat().waitForText('Which interview', patient);
  const count = async () => [(await saidTo(anna)).length, (await saidTo(boris)).length];
  const before = await count();

  const schedule = temporal.client.schedule.getHandle(closingScheduleId);
  await schedule.trigger();
  await waitFor('the event to be closed', async () => (await statusOf(over.id)) === 'closed' || undefined);
  const told = { event_id: new ObjectId(over.id), finished_at: { $ne: null } };
  await waitFor(
    'everybody to be told',
    async () => (await house.db.collection('changes').findOne(told)) ?? undefined,
  );
  for (const slot of over.slots) expect(await slotDoc(house, slot)).toMatchObject({ open: false });
  expect(await statusOf(coming.id)).toBe('open');
  expect(await bookingOf(house, anna, over.id)).toMatchObject({ status: 'booked', active: true });

  await boris.sends('/slots');
  const list = await boris.chat().waitForText('Please choose a time', patient);
  expect(list.text).toContain('Still to come');
  // The answer to his command; she heard nothing.
  expect(await count()).toEqual([before[0], (before[1] ?? 0) + 1]);
});
