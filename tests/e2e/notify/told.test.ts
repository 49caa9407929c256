import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { House, moscow } from '../../support/house.ts';
import { book, type Candidate, labels, patient } from '../../support/journey.ts';
import { waitFor } from '../../support/wait.ts';
import { zapis } from '../../support/zapis.ts';

let house: House;
let olga: Candidate;
let sergei: Candidate;
let pavel: Candidate;
beforeAll(async () => {
  house = await House.open('told');
  [olga, pavel, sergei] = [
    await staff('Olga', 'admin'),
    await staff('Pavel', 'admin'),
    await staff('Sergei', 'specialist'),
  ];
});
afterAll(() => house.close());

async function staff(name: string, role: 'admin' | 'specialist'): Promise<Candidate> {
  const person = await house.person(name);
  await house.db.collection('users').updateOne({ telegram_id: person.id }, { $set: { roles: [role] } });
  await person.sends('/start');
  return person;
}

async function eventOf(start: number) {
  const event = await house.event({ starts: [start, start + 3_600_000] });
  await house.db
    .collection('interview_slots')
    .updateMany(
      { _id: { $in: event.slots.map((id) => new ObjectId(id)) } },
      { $set: { specialist_id: new ObjectId(sergei.userId) } },
    );
  return event;
}

const heard = async (person: Candidate, text: string) =>
  (await person.chat().messages()).filter((one) => one.text?.includes(text)).length;

test('who books is told to the specialist of the slot and to every admin, once each', async () => {
  const { id } = await eventOf(moscow(3, '14:00'));
  const anna = await house.person('Anna', { last_name: 'Petrova', phone: '+79991234567' });
  await book(anna, id);
  for (const person of [olga, pavel, sergei]) {
    const message = await person.chat().waitForText('New booking', patient);
    expect(message.text).toContain('Anna Petrova');
    expect(message.text).toContain('+79991234567');
    expect(message.text).toContain('14:00 MSK');
    expect(message.text).toContain('By the candidate.');
  }
  expect(await heard(anna, 'New booking')).toBe(0);
  await waitFor('three rows of the ledger say that it was sent', async () => {
    const rows = await house.db
      .collection('deliveries')
      .find({ what: /^notify:booking_created/ })
      .toArray();
    return rows.map(({ state }) => state).join() === 'sent,sent,sent';
  });
});

test('another room is told to the specialist', async () => {
  const { id, slots } = await eventOf(moscow(4, '14:00'));
  const boris = await house.person('Boris');
  await book(boris, id);
  const { code } = await zapis(['slots', 'change', '--slot', slots[0] ?? '', '--room', '777'], house.env);
  expect(code).toBe(0);
  expect((await sergei.chat().waitForText('in another place', patient)).text).toContain('777');
});

const cardOf = (person: Candidate, name: string) => person.chat().waitForText(new RegExp(name), patient);

async function booked(name: string, day: number): Promise<Candidate> {
  const { id } = await eventOf(moscow(day, '14:00'));
  const candidate = await house.person(name, { last_name: 'Petrova' });
  await book(candidate, id);
  return candidate;
}

test('a coordinator cancels from the card; the candidate is told, and so is the other coordinator', async () => {
  const vera = await booked('Vera', 5);
  const card = await cardOf(olga, 'Vera');
  expect(labels(card)).toEqual([['✏️ Edit', '🙈 Hide']]);
  await olga.tap('✏️ Edit', { message_id: card.message_id });
  await olga.chat().waitForText('Booking ', patient);
  await olga.tap('❌ Cancel the booking', { message_id: card.message_id });
  await olga.chat().waitForText('Cancel this booking?', patient);
  await olga.tap('Yes, cancel it', { message_id: card.message_id });
  await olga.chat().waitForText(/Done: the booking is cancelled[^]*Vera/, patient);
  await vera.chat().waitForText('cancelled', patient);
  const told = await pavel.chat().waitForText(/is cancelled[^]*Vera/, patient);
  expect(told.text).toContain('By a coordinator.');
  expect(await heard(olga, 'is cancelled')).toBe(1);

  // The other one still has the card of the booking as it was made.
  const stale = (await pavel.chat().messages()).find(
    (one) => one.text?.includes('New booking') && one.text.includes('Vera'),
  );
  await pavel.tap('✏️ Edit', { message_id: stale?.message_id ?? 0 });
  await pavel.chat().waitForText('Cancelled by a coordinator', patient);
});

test('of two coordinators who confirm at once one cancels, and both see that it is cancelled', async () => {
  await booked('Galina', 6);
  const cards = await Promise.all(
    [olga, pavel].map(async (one) => [one, await cardOf(one, 'Galina')] as const),
  );
  for (const [one, { message_id }] of cards) {
    await one.tap('✏️ Edit', { message_id });
    await one.chat().waitForText(/Booking [^]*Galina/, patient);
    await one.tap('❌ Cancel the booking', { message_id });
    await one.chat().waitForText(/Galina[^]*Cancel this booking\?/, patient);
  }
  await Promise.all(cards.map(([one, { message_id }]) => one.tap('Yes, cancel it', { message_id })));
  for (const [one, { message_id }] of cards)
    await one
      .chat()
      .waitFor(
        (all) => all.find((said) => said.message_id === message_id && said.text?.includes('Cancelled by a')),
        patient,
      );
  const cancelled = await house.db
    .collection('audit_log')
    .countDocuments({ announce: 'booking.cancelled', 'old.starts_at': new Date(moscow(6, '14:00')) });
  expect(cancelled).toBe(1);
});

test('a coordinator moves a booking to one of the free times, and the candidate is told', async () => {
  const dina = await booked('Dina', 7);
  const { message_id } = await cardOf(olga, 'Dina');
  await olga.tap('✏️ Edit', { message_id });
  await olga.chat().waitForText(/Booking [^]*Dina/, patient);
  await olga.tap('🔁 Move', { message_id });
  const times = await olga.chat().waitForText('To which time?', patient);
  await olga.tap(labels(times)[0]?.[0] ?? '', { message_id });
  await olga.chat().waitForText(/Done: the booking is moved[^]*15:00/, patient);
  await dina.chat().waitForText('15:00', patient);
  expect((await sergei.chat().waitForText(/is moved[^]*Dina/, patient)).text).toMatch(
    /Before: [^]*14:00[^]*Now: [^]*15:00/,
  );
});

test('a coordinator finds somebody by writing their name, hides what is done with, and an interviewer sees their day', async () => {
  await booked('Evgenia', 0.5);
  const { message_id } = await cardOf(olga, 'Evgenia');
  await olga.tap('🙈 Hide', { message_id });
  await waitFor(
    'the card is gone',
    async () => (await olga.chat().messages()).every((one) => one.message_id !== message_id) || undefined,
  );
  await olga.sends('evgenia');
  const found = await olga.chat().waitForText('For “evgenia”', patient);
  expect(labels(found)[0]?.[0]).toContain('Evgenia Petrova');
  await sergei.sends('/week');
  const week = await sergei.chat().waitForText('Seven days', patient);
  expect(week.text).toContain('Evgenia Petrova');
  await olga.sends('🗓 Неделя');
  await olga.chat().waitForText('Seven days', patient);
});

test('who is no coordinator any more is refused, whatever stands on the card', async () => {
  await booked('Zoya', 8);
  const { message_id } = await cardOf(pavel, 'Zoya');
  await house.db
    .collection('users')
    .updateOne({ telegram_id: pavel.id }, { $set: { roles: [], allowed: false } });
  const tapped = await pavel.tap('✏️ Edit', { message_id });
  expect((await tapped.answer()).text).toContain('Access denied');
  await sergei.forges(`bkn:edit:${'0'.repeat(24)}:1`, {
    message_id: (await cardOf(sergei, 'Zoya')).message_id,
  });
  await sergei.chat().waitForText('no longer there', patient);
});
