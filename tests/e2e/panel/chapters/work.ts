import { ObjectId } from 'mongodb';
import { expect } from 'vitest';
import { createPerson } from '../../../../adapters/mongo/people.ts';
import { eventId, slotId } from '../../../../core/shared/ids.ts';
import { dayOf } from '../../../../core/time/slot-instants.ts';
import { inBrowser } from '../../../support/browser.ts';
import { moscow } from '../../../support/house.ts';
import { book, patient } from '../../../support/journey.ts';
import { staffAt } from '../../../support/panel-at.ts';
import { aBooking } from '../../../support/people-and-slots.ts';
import { at, linked, pressed, type Stage, seen, typed } from './stage.ts';

const dayAhead = (days: number): string => dayOf(moscow(days, '12:00'));

/** A coordinator's everyday work beside the great day of coordinator.test.ts. */
export function work({ house, browser }: Stage): void {
  inBrowser(
    'a broadcast with a fault keeps its text; mended it is looked at, sent, seen arriving, and withdrawn',
    async () => {
      const wanda = await house().person('Wanda');
      await wanda.sends('/help');
      const page = await staffAt(house(), browser, { expected: /status of 422/ });
      await linked(page, 'Broadcasts');
      await linked(page, 'New broadcast');
      await typed(page, 'Text', 'Come <b>soon');
      await page.getByLabel('The text has HTML markup').check();
      await page.getByLabel('To each person of a list').check();
      await typed(page, 'List of people', wanda.userId);
      await pressed(page, 'Save and look at it');
      await seen(page, 'the tag “b” is not closed');
      expect(await page.getByLabel('List of people', { exact: true }).inputValue()).toBe(wanda.userId);
      await typed(page, 'Text', 'Come <b>soon</b>');
      await pressed(page, 'Save and look at it');
      await seen(page, '1 person is chosen.');
      expect(await page.locator('main b, main strong').filter({ hasText: 'soon' }).count()).toBe(1);
      await pressed(page, 'Send');
      await wanda.chat().waitForText('Come soon', patient);
      await seen(page, '1 of 1');
      await linked(page, 'Withdraw');
      await pressed(page, 'Withdraw');
      await wanda.chat().waitForText('This announcement was withdrawn', patient);
      await seen(page, 'withdrawn');
    },
  );

  inBrowser('somebody is found by the beginning of a name, and booked from there', async () => {
    await house().event({ starts: [moscow(5, '14:00')], title: 'For the found' });
    const zoya = await house().person('Zoya', { last_name: 'Quentin' });
    await zoya.sends('/help');
    const page = await staffAt(house(), browser);
    await page.getByRole('searchbox').fill('quen');
    await page.getByRole('searchbox').press('Enter');
    await linked(page, 'Zoya Quentin');
    await linked(page, 'Book');
    await linked(page, 'For the found');
    await page.getByLabel(/14:00/).check();
    await pressed(page, 'Book');
    await seen(page, 'Booked; the candidate gets a message.');
    await zoya.chat().waitForText('14:00', patient);
  });

  inBrowser(
    'two administrators edit one slot: the second sees what the first changed, and loses nothing of their own',
    async () => {
      const { id, slots } = await house().event({ starts: [moscow(6, '10:00')] });
      const [first, second] = [
        await staffAt(house(), browser),
        await staffAt(house(), browser, { expected: /status of 409/ }),
      ];
      for (const page of [first, second]) await at(page, `/events/${id}/slots/${slots[0]}`);
      await typed(first, 'Room', '404');
      await pressed(first, 'Continue');
      await seen(first, 'The slot is changed.');
      await typed(second, 'Room', '505');
      await typed(second, 'Place', 'Tower');
      await pressed(second, 'Continue');
      await seen(second, 'Now: 404. You saw: 301.');
      expect(await second.getByLabel('Room', { exact: true }).inputValue()).toBe('505');
      expect(await second.getByLabel('Place', { exact: true }).inputValue()).toBe('Tower');
      await pressed(second, 'Continue');
      await seen(second, 'The slot is changed.');
      const slot = await house()
        .db.collection('interview_slots')
        .findOne({ _id: new ObjectId(slots[0]) });
      expect([slot?.['audience'], slot?.['location']]).toEqual(['505', 'Tower']);
    },
  );

  inBrowser(
    'a specialist’s day has those they lead and nobody else, and takes that somebody is here',
    async () => {
      const { id, slots } = await house().event({ starts: [moscow(7, '10:00'), moscow(7, '11:00')] });
      const [nina, oleg] = [await house().person('Nina'), await house().person('Oleg')];
      await book(nina, id);
      await book(oleg, id);
      const page = await staffAt(house(), browser, { role: 'specialist', expected: /status of 404/ });
      const owner = await house()
        .db.collection('users')
        .findOne({ roles: ['specialist'] }, { sort: { _id: -1 } });
      await house()
        .db.collection('interview_slots')
        .updateOne({ _id: new ObjectId(slots[0]) }, { $set: { specialist_id: owner?._id } });
      await at(page, `/today?day=${dayAhead(7)}`);
      await seen(page, 'Nina');
      expect(await page.getByText('Oleg').count()).toBe(0);
      const others = await house()
        .db.collection('bookings')
        .findOne({ user_id: new ObjectId(oleg.userId) });
      await at(page, `/bookings/${others?._id.toHexString()}`);
      await seen(page, 'There is no such page');
      await at(page, `/today?day=${dayAhead(7)}`);
      await linked(page, 'Nina');
      await page.getByRole('heading', { level: 1, name: /Booking/ }).waitFor();
      await pressed(page, 'Is here');
      await seen(page, 'Recorded: is here.');
    },
  );

  inBrowser('a day of thirty interviews prints on one page, dark screen or not', async () => {
    const { id, slots } = await house().event({ starts: [moscow(8, '09:00')] });
    const where = { name: 'default', event: eventId(id), slot: slotId(slots[0] ?? '') };
    for (let n = 0; n < 30; n += 1) {
      const named = { first_name: 'Aleksandra', last_name: `Rozhdestvenskaya ${n}`, company_id: 'default' };
      const user = await createPerson(house().db, named, Date.now());
      const starts_at = new Date(moscow(8, '09:00') + Math.floor(n / 2) * 30 * 60_000);
      if (user) await aBooking(house().db, { ...where, user }, { starts_at, audience: '301' });
    }
    const page = await staffAt(house(), browser, { colorScheme: 'dark' });
    await at(page, `/today?day=${dayAhead(8)}`);
    const paper = await page.pdf({ format: 'A4', printBackground: true });
    expect(paper.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
  });
}
