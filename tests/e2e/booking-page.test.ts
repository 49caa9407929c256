import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBookingCommands } from '../../adapters/temporal/booking-commands.ts';
import { createBookingLooker } from '../../adapters/temporal/booking-looker.ts';
import { openTemporal, type TemporalClient } from '../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import { bookingId, eventId, userId } from '../../core/shared/ids.ts';
import { House, moscow } from '../support/house.ts';
import { book, bookingOf, patient } from '../support/journey.ts';
import { waitFor } from '../support/wait.ts';

let house: House;
let temporal: TemporalClient;
beforeAll(async () => {
  house = await House.open('booking-page');
  temporal = openTemporal(loadTemporalConfig(house.env));
});
afterAll(async () => {
  await temporal.close();
  await house.close();
});

test('what was pressed and what is still to come is asked of the booking’s own workflow', async () => {
  const { id } = await house.event({ starts: [moscow(2, '14:00'), moscow(3, '14:00')] });
  const anna = await house.person('Anna');
  const boris = await house.person('Boris');
  await book(anna, id);
  const look = createBookingLooker(temporal.client, 20_000);
  const seen = await look.look({ event_id: eventId(id), user_id: userId(anna.userId) });
  if (seen.state !== 'open') throw new Error(`the workflow is ${seen.state}`);
  expect([seen.phase, seen.screen]).toEqual(['booked', 'booked']);
  expect(seen.taps.map((tap) => tap.press)).toEqual(['sign_up', 'choose', 'confirm']);
  // Not to the second: what a quick hand presses would stand in any order.
  expect(seen.taps.some(({ at }) => at % 1_000 > 0)).toBe(true);
  expect(seen.ahead.map((one) => one.what)).toEqual(['reminder', 'interview ends']);
  const [, ends] = seen.ahead;
  const stored = await bookingOf(house, anna, id);
  expect(ends?.at).toBeGreaterThan(Number(stored?.['starts_at']));
  const nobody = { event_id: eventId(id), user_id: userId(boris.userId) };
  expect(await look.look(nobody)).toEqual({ state: 'closed' });
  const hurried = createBookingLooker(temporal.client, 0);
  expect(await hurried.look(nobody)).toEqual({ state: 'away' });
});

test('what stands is sent again as one new message, however often the same form is pressed', async () => {
  const { id } = await house.event({ starts: [moscow(2, '14:00')] });
  const anna = await house.person('Anna');
  const booked = await book(anna, id);
  const commands = createBookingCommands(temporal.client, 20_000);
  const whose = { event_id: eventId(id), user_id: userId(anna.userId) };
  const command = {
    key: `panel:${randomUUID()}`,
    trace_id: 'resend',
    initiated_by: { user_id: null, role: 'admin', channel: 'panel' },
  } as const;
  const answers = await Promise.all([commands.resend(whose, command), commands.resend(whose, command)]);
  expect(answers).toMatchObject([{ ok: true }, { ok: true }]);
  const again = await anna
    .chat()
    .waitFor(
      (messages) =>
        messages.find(
          ({ message_id, text }) => message_id > booked.message_id && text?.includes('is booked'),
        ),
      { ...patient, what: 'the booking again' },
    );
  expect(await commands.resend(whose, command)).toMatchObject({ ok: true });
  const key = { what: 'anchor:booked', _id: { $regex: command.key } as never };
  const rows = await waitFor('it to be written down as sent', async () => {
    const found = await house.db.collection('deliveries').find(key).toArray();
    return found.every(({ state }) => state !== 'claimed') ? found : undefined;
  });
  const meant = { ...command, key: `panel:${randomUUID()}`, booking_id: bookingId('f'.repeat(24)) };
  expect(await commands.resend(whose, meant)).toMatchObject({ ok: false, reason: 'outdated' });
  expect(rows).toMatchObject([{ state: 'sent', message_id: again.message_id }]);
});
