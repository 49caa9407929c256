import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBookingCommands } from '../../../adapters/temporal/booking-commands.ts';
import { openTemporal, type TemporalClient } from '../../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../../config/load.ts';
import { bookingWorkflowId } from '../../../contracts/workflows/booking.ts';
import { eventId, slotId, userId } from '../../../core/shared/ids.ts';
import { House, moscow } from '../../support/house.ts';
import {
  announced,
  answerTo,
  book,
  bookingOf,
  open,
  patient,
  slotDoc,
  slotLabels,
} from '../../support/journey.ts';
import { zapis } from '../../support/zapis.ts';

let house: House;
let temporal: TemporalClient;
beforeAll(async () => {
  house = await House.open('staff');
  temporal = openTemporal(loadTemporalConfig(house.env));
});
afterAll(async () => {
  await temporal.close();
  await house.close();
});

const slots = (...argv: string[]) => zapis(['slots', 'change', ...argv], house.env);

test('another time: a new message says from what to what, the booking moves with its slot and is announced', async () => {
  const {
    id,
    slots: [slot = ''],
  } = await house.event({ starts: [moscow(2, '14:00'), moscow(3, '14:00')] });
  const anna = await house.person('Anna');
  const booked = await book(anna, id);
  expect(await slots('--slot', slot, '--time', '16:30')).toMatchObject({
    code: 0,
    said: 'Changed. People told: 1.\n',
  });
  const told = await anna.chat().waitForText('changed the time of your interview', patient);
  expect(told.message_id).toBeGreaterThan(booked.message_id);
  expect(told.text).toMatch(/14:00[\s\S]*16:30/);
  expect(await bookingOf(house, anna, id)).toMatchObject({ status: 'booked', time: '16:30', moves: 0 });
  expect(await announced(house, id)).toEqual(['booking.created', 'booking.rescheduled']);
});

test('what is changed again and again before it could be told is told once, as it stands', async () => {
  const { id, slots: times } = await house.event({
    starts: ['14:00', '15:00', '16:00'].map((time) => moscow(2, time)),
  });
  const anna = await house.person('Anna');
  await book(anna, id);
  const { client } = temporal;
  const [commands, whose] = [
    createBookingCommands(client),
    { event_id: eventId(id), user_id: userId(anna.userId) },
  ];
  const asked = () => ({
    key: randomUUID(),
    trace_id: randomUUID(),
    initiated_by: { user_id: null, role: 'admin', channel: 'panel' } as const,
  });
  // Until all of it was asked for: within a pause of so many seconds a slow machine would not be done.
  const pause = { kind: 'too_many_requests', chat: anna.id, method: 'sendMessage' } as const;
  await house.sandbox.sandbox.fault({ ...pause, retry_after: 1 });
  for (const at of [1, 2]) await commands.move(whose, { ...asked(), slot_id: slotId(times[at] ?? '') });
  await commands.cancel(whose, asked());
  await house.sandbox.sandbox.clearFaults();
  await client.workflow.getHandle(bookingWorkflowId(whose.event_id, whose.user_id)).result();
  const told = (await anna.chat().messages()).map(({ text }) => text ?? '');
  // Of the first move the message was on its way.
  expect(told.filter((text) => text.includes('The organiser moved'))).toHaveLength(1);
  expect(told.filter((text) => text.includes('The organiser cancelled'))).toHaveLength(1);
});

test('a room in which somebody else is interviewed then is said aloud', async () => {
  const {
    slots: [, second = ''],
  } = await house.event({ starts: [moscow(4, '14:00'), moscow(4, '14:15')] });
  const { code, said } = await slots('--slot', second, '--room', '301');
  expect([code, said]).toEqual([0, expect.stringContaining('Mind: in that place and room another slot')]);
  expect(said).toContain('14:00 MSK');
});

test('another room: a message, and no move is announced', async () => {
  const {
    id,
    slots: [slot = ''],
  } = await house.event({ starts: [moscow(2, '14:00')] });
  const anna = await house.person('Anna');
  await book(anna, id);
  expect((await slots('--slot', slot, '--room', '404')).code).toBe(0);
  expect((await anna.chat().waitForText('changed the place', patient)).text).toContain('404');
  expect(await announced(house, id)).toEqual(['booking.created']);
});

test('a slip of the hand is refused, and nobody is told that their interview is over', async () => {
  const {
    id,
    slots: [slot = ''],
  } = await house.event({ starts: [moscow(2, '14:00')] });
  const anna = await house.person('Anna');
  await book(anna, id);
  for (const [option, typed, fault] of [
    ['--day', '2020-11-26', '--day: 2020-11-26 14:00 is over already, by Moscow’s clock.'],
    ['--day', '9999-12-31', '--day: 9999-12-31 is more than a year ahead.'],
    ['--room', '4'.repeat(65), '--room: is too long.'],
  ] as const)
    expect(await slots('--slot', slot, option, typed)).toEqual({
      code: 2,
      said: `${fault}\nNothing was changed.\n`,
    });
  expect(await bookingOf(house, anna, id)).toMatchObject({ status: 'booked', time: '14:00', due_at: null });
});

test('the old time that was cleared for a move, and then changed, is not taken back unseen', async () => {
  const {
    id,
    slots: [slot = ''],
  } = await house.event({ starts: [moscow(2, '14:00'), moscow(3, '14:00')] });
  const anna = await house.person('Anna');
  await book(anna, id);
  await anna.sends('/reschedule');
  await anna.chat().waitForText('has been cleared', patient);
  expect((await slots('--slot', slot, '--time', '18:45')).code).toBe(0);
  const tap = await anna.tap('Keep my old time');
  expect(await answerTo(house, tap)).toMatchObject({
    text: 'This time can no longer be booked',
    alert: true,
  });
  const list = await anna.chat().waitForText('18:45', patient);
  expect(slotLabels(list)[0]).toContain('18:45');
  expect(await bookingOf(house, anna, id)).toMatchObject({ status: 'pending', active: true });
});

test('capacity is never set below the seats taken', async () => {
  const {
    id,
    slots: [slot = ''],
  } = await house.event({ starts: [moscow(2, '14:00')], capacity: 2 });
  for (const name of ['Anna', 'Boris']) await book(await house.person(name), id);
  expect(await slots('--slot', slot, '--capacity', '1')).toMatchObject({
    code: 2,
    said: expect.stringContaining('--capacity: 2 seats are taken already.') as string,
  });
  expect(await slotDoc(house, slot)).toMatchObject({ max_users: 2 });
});

test('an event that closes: open screens say so, bookings stand, nothing new can be taken', async () => {
  const { id } = await house.event({ starts: [moscow(2, '14:00'), moscow(3, '14:00')] });
  const [anna, boris] = [await house.person('Anna'), await house.person('Boris')];
  await book(anna, id);
  await open(boris, id);
  await boris.chat().waitForText('Please choose a time', patient);
  expect((await zapis(['event', 'close', '--event', id], house.env)).code).toBe(0);
  await boris.chat().waitForText('Booking is closed', patient);
  expect(await bookingOf(house, anna, id)).toMatchObject({ status: 'booked', active: true });
  await anna.sends('/reschedule');
  await anna.chat().waitForText('The booking cannot be moved', patient);
});
