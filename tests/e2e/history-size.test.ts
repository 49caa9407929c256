import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBookingCommands } from '../../adapters/temporal/booking-commands.ts';
import { openTemporal, type TemporalClient } from '../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import { bookingWorkflowId } from '../../contracts/workflows/booking.ts';
import { eventId, userId } from '../../core/shared/ids.ts';
import { sizeOf } from '../support/history-size.ts';
import { House, moscow } from '../support/house.ts';
import { book, patient } from '../support/journey.ts';
import { prove } from '../support/prove.ts';
import { waitFor } from '../support/wait.ts';

// What it takes today, with room for how workflow tasks happen to be batched. Each announcement is a regular activity, which
// costs most of what is above the 65 events and 24 actions that are aimed for: see workflows/booking/outbox-lane.ts.
const mostEvents = 93;
const mostActions = 29;

let house: House;
let temporal: TemporalClient;
beforeAll(async () => {
  house = await House.open('history-size');
  temporal = openTemporal(loadTemporalConfig(house.env));
});
afterAll(async () => {
  await temporal?.close();
  await house?.close();
});

test('sign-up, hold, confirm, reminder, outcome: the history does not grow', async () => {
  const { id } = await house.event({ starts: [moscow(2, '15:00'), moscow(3, '15:00')] });
  const anna = await house.person('Anna');
  await book(anna, id);
  await house.goTo({ instant: moscow(2, '11:00') + 200_000 });
  await anna.chat().waitForText('A reminder of your interview', patient);
  await house.goTo({ instant: moscow(2, '15:30') + 60_000 });
  await anna.chat().waitForText('The time of this interview has passed', patient);
  const whose = { event_id: eventId(id), user_id: userId(anna.userId) };
  const initiated_by = { user_id: null, role: 'admin', channel: 'panel' } as const;
  await createBookingCommands(temporal.client).outcome(whose, {
    key: 'outcome',
    trace_id: 'trace',
    initiated_by,
    outcome: 'done',
  });
  await house.goTo({ advance_ms: 16 * 60_000 });
  const run = temporal.client.workflow.getHandle(bookingWorkflowId(whose.event_id, whose.user_id));
  await waitFor(
    'the run to end',
    async () => (await run.describe()).status.name === 'COMPLETED' || undefined,
  );

  const { events, actions, kinds } = sizeOf(await run.fetchHistory());
  prove(`one booking from sign-up to outcome: ${events} events, ${actions} actions`);
  expect(events, kinds).toBeLessThanOrEqual(mostEvents);
  expect(actions, kinds).toBeLessThanOrEqual(mostActions);
});
