import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bookingButton } from '../../../contracts/callback-data.ts';
import { eventId } from '../../../core/shared/ids.ts';
import { House, moscow } from '../../support/house.ts';
import { answerTo, book, labels, open, patient, saidTo, wishesForAnother } from '../../support/journey.ts';
import { waitFor } from '../../support/wait.ts';

let house: House;
let first: string;
let second: string;
beforeAll(async () => {
  house = await House.open('commands');
  first = (
    await house.event({ starts: [moscow(2, '14:00'), moscow(3, '14:00')], title: 'Backend <b>A</b> & 🙂' })
  ).id;
});
afterAll(() => house.close());

describe('commands at any moment', () => {
  test('/mybooking shows the booking at the bottom and retires the message before', async () => {
    const anna = await house.person('Anna');
    const booked = await book(anna, first);
    await anna.sends('/mybooking');
    const again = await anna
      .chat()
      .waitFor(
        (messages) =>
          messages.findLast(
            (one) => one.message_id > booked.message_id && one.text?.includes('Booking number'),
          ),
        patient,
      );
    expect(again.text).toContain('Backend <b>A</b> & 🙂');
  });

  test('/language switches at once and for good', async () => {
    const anna = await house.person('Vera');
    await anna.sends('/language');
    await anna.chat().waitForText('Which language', patient);
    await anna.tap('Русский');
    await anna.chat().waitForText('Теперь мы пишем вам по-русски', patient);
    await open(anna, first);
    await anna.chat().waitForText('Выберите время', patient);
  });

  test('/help, /privacy, /contact, /stop, /calendar answer in one message each', async () => {
    const anna = await house.person('Gleb');
    const expected = {
      '/help': '/reschedule',
      '/privacy': 'Your data',
      '/contact': '@coordinator',
      '/stop': 'no more announcements',
      '/calendar': 'You have no time booked',
    };
    for (const [command, text] of Object.entries(expected)) {
      await anna.sends(command);
      await anna.chat().waitForText(text, patient);
    }
    expect(await saidTo(anna)).toHaveLength(Object.keys(expected).length);
  });

  test('/calendar after booking sends a file a calendar understands', async () => {
    const anna = await house.person('Dina');
    await book(anna, first, { at: 0 });
    await anna.sends('/calendar');
    const sent = await anna
      .chat()
      .waitFor((messages) => messages.findLast((one) => one.document !== undefined), patient);
    expect(sent.document?.file_name).toBe('interview.ics');
  });

  test('several open events: a command lists them, a button each', async () => {
    second = (await house.event({ starts: [moscow(5, '12:00')], title: 'Design' })).id;
    const anna = await house.person('Egor');
    await anna.sends('/slots');
    const list = await anna.chat().waitForText('Which interview’s free times', patient);
    expect(labels(list).flat()).toEqual(expect.arrayContaining(['Design']));
    await anna.tap('Design');
    await anna.chat().waitForText('12:00', patient);
    expect(second).not.toBe(first);
  });

  test('a person who pressed Start with no payload sees what is open', async () => {
    const anna = await house.person('Zoya');
    await anna.sends('/start');
    await anna.chat().waitForText('Here you can book a time', patient);
  });

  test('None fits leads to the contact and to “tell me when one opens”', async () => {
    const anna = await house.person('Ilya');
    await wishesForAnother(anna, second);
    expect(await house.db.collection('slot_wishes').countDocuments()).toBe(1);
  });

  test('a link to an event that is not there, is a draft, or another company’s: said in words, and nothing of it is told', async () => {
    const boris = await house.person('Boris');
    const foreign = (await house.event({ starts: [moscow(6, '12:00')], title: 'Secret' })).id;
    const theirs = { $set: { company_id: 'another company' } };
    await house.db.collection('events').updateOne({ _id: new ObjectId(foreign) }, theirs);
    const draft = (await house.event({ starts: [moscow(6, '12:00')], title: 'Draft' })).id;
    const isDraft = { $set: { status: 'draft' } };
    await house.db.collection('events').updateOne({ _id: new ObjectId(draft) }, isDraft);
    for (const event of [new ObjectId().toHexString(), foreign, draft]) {
      const { length: before } = await saidTo(boris);
      await open(boris, event);
      const said = await waitFor('an answer', async () => (await saidTo(boris))[before]);
      expect(said.text).toBe('There is no such interview open to you. What is open: /slots');
    }
    const last = await boris.chat().last();
    const press = bookingButton(eventId(foreign), { kind: 'confirm' });
    const tap = await boris.forges(press, { message_id: last.message_id });
    expect(await answerTo(house, tap)).toMatchObject({ text: 'This menu is outdated', alert: true });
    await boris.sends('/slots');
    const list = await boris.chat().waitForText('Which interview’s free times', patient);
    expect(labels(list).flat()).not.toContain('Secret');
  });
});
