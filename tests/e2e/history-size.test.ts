import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBookingCommands } from '../../adapters/temporal/booking-commands.ts';
import { openTemporal, type TemporalClient } from '../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import { bookingWorkflowId } from '../../contracts/workflows/booking.ts';
import { eventId, userId } from '../../core/shared/ids.ts';
import { sizeOf } from '../support/history-size.ts';
import { House, moscow } from '../support/house.ts';
import { open, patient, slotLabels } from '../support/journey.ts';
import { prove } from '../support/prove.ts';
import { waitFor } from '../support/wait.ts';

// SPEC's figures. A person takes longer to tap than the workflow to come to rest, and so does this one.
const mostEvents = 65;
const mostActions = 24;

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

// A machine that is busy otherwise cuts a journey into more workflow tasks, or keeps the broker from confirming at once: it may
// try again. What a change of the workflow costs, it costs each time.
const again = { retry: 2 };
/** Of the next try: the clock has gone past the days of the one before. */
let day = 2;

test('sign-up, hold, confirm, reminder, outcome: the history does not grow', again, async () => {
  const first = day;
  day += 2;
  const { id } = await house.event({ starts: [moscow(first, '15:00'), moscow(first + 1, '15:00')] });
  const anna = await house.person('Anna');
  const run = temporal.client.workflow.getHandle(bookingWorkflowId(eventId(id), userId(anna.userId)));
  const atRest = () =>
    waitFor('the workflow to rest', async () => {
      const { raw } = await run.describe();
      return (raw.pendingActivities?.length ?? 0) === 0 && !raw.pendingWorkflowTask ? true : undefined;
    });
  await open(anna, id);
  const list = await anna.chat().waitForText('Please choose a time', patient);
  await atRest();
  await anna.tap(slotLabels(list)[0] ?? 'no slot is offered');
  await anna.chat().waitForText('The seat is held', patient);
  await atRest();
  await anna.tap('Confirm');
  await anna.chat().waitForText('is booked', patient);
  await atRest();
  await house.goTo({ instant: moscow(first, '11:00') + 200_000 });
  await anna.chat().waitForText('A reminder of your interview', patient);
  await atRest();
  await house.goTo({ instant: moscow(first, '15:30') + 60_000 });
  await anna.chat().waitForText('The time of this interview has passed', patient);
  await atRest();
  const whose = { event_id: eventId(id), user_id: userId(anna.userId) };
  const initiated_by = { user_id: null, role: 'admin', channel: 'panel' } as const;
  await createBookingCommands(temporal.client).outcome(whose, {
    key: 'outcome',
    trace_id: 'trace',
    initiated_by,
    outcome: 'done',
  });
  await house.goTo({ advance_ms: 16 * 60_000 });
  await waitFor(
    'the run to end',
    async () => (await run.describe()).status.name === 'COMPLETED' || undefined,
  );

  const { events, actions, kinds } = sizeOf(await run.fetchHistory());
  prove(`one booking from sign-up to outcome: ${events} events, ${actions} actions`);
  expect(events, kinds).toBeLessThanOrEqual(mostEvents);
  expect(actions, kinds).toBeLessThanOrEqual(mostActions);
});
