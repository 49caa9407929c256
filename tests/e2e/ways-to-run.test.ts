import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { House, type HouseOptions, moscow } from '../support/house.ts';
import { houseModes } from '../support/house-mode.ts';
import { announced, book, bookingOf, patient, slotDoc, slotLabels } from '../support/journey.ts';

type Way = HouseOptions & { readonly name: string; readonly holds: (house: House) => Promise<void> };

const processes = (house: House, role: string) => new Set(house.of(role).map((one) => one.pid)).size;
const ways: readonly Way[] = [
  {
    name: 'by webhook, with two processes of each role',
    ...houseModes.webhook,
    ...houseModes.replicas,
    async holds(house) {
      expect(await house.sandbox.sandbox.calls('getUpdates')).toEqual([]);
      expect(['bot', 'worker', 'admin'].map((role) => processes(house, role))).toEqual([2, 2, 2]);
    },
  },
  {
    name: 'without Redis',
    ...houseModes['no-redis'],
    async holds(house) {
      for (const role of house.roles)
        expect((await role.ready(role.roles[0] ?? '')).checks['redis']).toMatchObject({ ok: false });
    },
  },
];

// The whole journey in each of these ways: npm run test:long -- --only journeys.
describe.each(ways)('$name', ({ name: _name, holds, ...options }) => {
  let house: House;
  beforeAll(async () => {
    house = await House.open('ways', options);
  });
  afterAll(() => house?.close());

  test('book, move, be reminded and answer, cancel: each said, each stored, no seat left over', async () => {
    const { id, slots } = await house.event({ starts: [moscow(2, '14:00'), moscow(2, '16:00')] });
    const anna = await house.person('Anna');
    await book(anna, id);
    await anna.sends('/reschedule');
    const list = await anna.chat().waitForText('has been cleared', patient);
    await anna.tap(slotLabels(list).find((label) => label.includes('16:00')) ?? 'no other time is offered');
    await anna.chat().waitForText('The seat is held', patient);
    await anna.tap('Confirm');
    await anna.chat().waitForText('Your booking has been moved', patient);

    await house.goTo({ instant: moscow(2, '11:00') + 200_000 });
    await anna.chat().waitForText('A reminder of your interview', patient);
    await anna.tap('I’m coming');
    await anna.chat().waitForText('You answered: I’m coming', patient);
    expect(await bookingOf(house, anna, id)).toMatchObject({ moves: 1, reply: { value: 'coming' } });

    await anna.sends('/cancel');
    await anna.chat().waitForText('Cancel your booking?', patient);
    await anna.tap('I am ill');
    await anna.chat().waitForText('Your booking is cancelled', patient);
    expect(await bookingOf(house, anna, id)).toMatchObject({ status: 'cancelled', active: false });
    for (const slot of slots)
      await expect.poll(async () => (await slotDoc(house, slot))?.['booked_users']).toEqual([]);
    expect(await announced(house, id)).toEqual([
      'booking.created',
      'booking.cancelled',
      'booking.rescheduled',
      'booking.reminder',
      'booking.cancelled',
    ]);
    await holds(house);
  });
});
