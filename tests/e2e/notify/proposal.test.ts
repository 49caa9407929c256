import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { House, moscow } from '../../support/house.ts';
import {
  announced,
  book,
  bookingOf,
  type Candidate,
  dataOf,
  labels,
  type Message,
  patient,
  slotDoc,
  slotLabels,
} from '../../support/journey.ts';
import { invitedByPage } from '../../support/own-page.ts';
import { PanelClient } from '../../support/panel-client.ts';
import { waitFor } from '../../support/wait.ts';

let house: House;
let olga: Candidate;
let vera: Candidate;
beforeAll(async () => {
  house = await House.open('proposal');
  [olga, vera] = [await staff('Olga', 'admin'), await staff('Vera', 'specialist')];
});
afterAll(async () => house?.close());

async function staff(name: string, role: 'admin' | 'specialist'): Promise<Candidate> {
  const person = await house.person(name);
  await house.db.collection('users').updateOne({ telegram_id: person.id }, { $set: { roles: [role] } });
  await person.sends('/start');
  return person;
}

/** Four times of one interviewer, who taps in this test only, and one, the last, of Vera's. */
async function eventOf(day: number) {
  const sergei = await staff('Sergei', 'specialist');
  const starts = [10, 11, 12, 13, 14].map((hour) => moscow(day, `${hour}:00`));
  const event = await house.event({ starts });
  for (const [n, id] of event.slots.entries())
    await house.db
      .collection('interview_slots')
      .updateOne(
        { _id: new ObjectId(id) },
        { $set: { specialist_id: new ObjectId(n === 4 ? vera.userId : sergei.userId) } },
      );
  return { event, sergei };
}

/** The candidate has the first of the times. */
async function booked(name: string, day: number) {
  const { event, sergei } = await eventOf(day);
  const candidate = await house.person(name, { last_name: 'Petrova' });
  await book(candidate, event.id);
  return { event, candidate, sergei };
}

const seen = (person: Candidate, message_id: number, text: string | RegExp): Promise<Message> =>
  person
    .chat()
    .waitFor(
      (all) =>
        all.find(
          (one) =>
            one.message_id === message_id &&
            (typeof text === 'string' ? one.text?.includes(text) : text.test(one.text ?? '')),
        ),
      { ...patient, what: `${person.name} to see ${String(text)}` },
    );
const heard = async (person: Candidate, text: RegExp) =>
  (await person.chat().messages()).filter((one) => text.test(one.text ?? '')).length;
const timed = (message: Message, time: string): string =>
  slotLabels(message).find((label) => label.includes(time)) ?? `no ${time} is offered`;

/** From the card of the booking to the list of the interviewer's own times. */
async function asks(sergei: Candidate, name: string): Promise<Message> {
  const { message_id } = await sergei.chat().waitForText(new RegExp(`ooking [^]*${name}`), patient);
  await sergei.tap('✏️ Edit', { message_id });
  await seen(sergei, message_id, /^📅 Booking /);
  await sergei.tap('💬 Propose another time', { message_id });
  return seen(sergei, message_id, 'Which times to propose?');
}

async function proposes(sergei: Candidate, first: Message, times: readonly string[]): Promise<number> {
  let list = first;
  const { message_id } = list;
  for (const [n, time] of times.entries()) {
    await sergei.tap(timed(list, time), { message_id });
    list = await sergei
      .chat()
      .waitFor(
        (all) =>
          all.find(
            (one) =>
              one.message_id === message_id && labels(one).some(([label]) => label === `📨 Send (${n + 1})`),
          ),
        patient,
      );
  }
  await sergei.tap(`📨 Send (${times.length})`, { message_id });
  await seen(sergei, message_id, 'the proposal is sent');
  return message_id;
}

const question = 'asks whether another time would suit you';
const asked = (candidate: Candidate) => candidate.chat().waitForText(question, patient);

test('an interviewer proposes two of their own times, the candidate taps one, everyone is told once', async () => {
  const { candidate, event, sergei } = await booked('Anna', 3);
  const list = await asks(sergei, 'Anna');
  expect(slotLabels(list).map((label) => /\d\d:\d\d/.exec(label)?.[0])).toEqual(['11:00', '12:00', '13:00']);
  const before = (await candidate.chat().messages()).at(-1);
  const card = await proposes(sergei, list, ['11:00', '13:00']);
  await seen(sergei, card, /Another time is proposed: .*11:00, .*13:00/);

  const message = await asked(candidate);
  expect(message.message_id).toBeGreaterThan(before?.message_id ?? 0);
  expect(message.text).toMatch(/You are booked for [^]*10:00 MSK now\. This booking stands/);
  expect(labels(message)).toEqual([[timed(message, '11:00')], [timed(message, '13:00')], ['Keep my time']]);
  expect(await bookingOf(house, candidate, event.id)).toMatchObject({ status: 'booked', moves: 0 });

  await candidate.tap(timed(message, '13:00'), { message_id: message.message_id });
  const moved = await seen(candidate, message.message_id, 'has been moved');
  expect(moved.text).toContain('13:00 MSK');
  for (const person of [sergei, olga]) {
    const told = await person.chat().waitForText(/is moved[^]*Anna/, patient);
    expect(told.text).toMatch(/Before: [^]*10:00[^]*Now: [^]*13:00[^]*By the candidate\./);
  }
  expect(await announced(house, event.id)).toEqual([
    'booking.created',
    'booking.proposal',
    'booking.rescheduled',
  ]);
  const now = await bookingOf(house, candidate, event.id);
  expect(now).toMatchObject({ moves: 1, proposed: [], slot_id: new ObjectId(event.slots[3]) });
  expect((await slotDoc(house, event.slots[0] ?? ''))?.['booked_users']).toEqual([]);
  for (const person of [sergei, olga]) expect(await heard(person, /is moved[^]*Anna/)).toBe(1);
  expect(await heard(candidate, /asks whether|has been moved/)).toBe(1);
});

test('a proposed time that was taken meanwhile is told with what is left; with nothing left every free time is shown', async () => {
  const { candidate, event, sergei } = await booked('Boris', 4);
  await proposes(sergei, await asks(sergei, 'Boris'), ['11:00', '12:00']);
  const message = await asked(candidate);
  const { message_id } = message;
  const [first, second] = [await house.person('Gleb'), await house.person('Dina')];
  await book(first, event.id);
  await candidate.tap(timed(message, '11:00'), { message_id });
  const left = await seen(candidate, message_id, 'no longer available');
  expect(labels(left)).toEqual([[timed(left, '12:00')], ['Keep my time']]);
  expect(await bookingOf(house, candidate, event.id)).toMatchObject({
    status: 'booked',
    slot_id: new ObjectId(event.slots[0]),
  });

  await book(second, event.id);
  await candidate.tap(timed(left, '12:00'), { message_id });
  const fresh = await seen(candidate, message_id, /no longer available[^]*Please choose a time/);
  expect(fresh.text).toContain('10:00 MSK stays as it is until you confirm');
  expect(slotLabels(fresh).map((label) => /\d\d:\d\d/.exec(label)?.[0])).toEqual(['13:00', '14:00']);
  await candidate.tap(timed(fresh, '13:00'), { message_id });
  await seen(candidate, message_id, 'The seat is held');
  await candidate.tap('Confirm', { message_id });
  await seen(candidate, message_id, 'has been moved');
  expect(await bookingOf(house, candidate, event.id)).toMatchObject({ moves: 1, proposed: [] });
});

test('who keeps their time is believed: the interviewer is told once, nobody else, and the proposal is over', async () => {
  const { candidate, event, sergei } = await booked('Galina', 5);
  await proposes(sergei, await asks(sergei, 'Galina'), ['12:00']);
  const message = await asked(candidate);
  const { message_id } = message;
  await candidate.tap('Keep my time', { message_id });
  const kept = await seen(candidate, message_id, 'You keep your old time');
  expect(kept.text).toContain('10:00 MSK');
  const told = await sergei.chat().waitForText(/the candidate keeps the booked time[^]*Galina/, patient);
  expect(labels(told)).toEqual([['✏️ Edit', '🙈 Hide']]);
  expect(await announced(house, event.id)).toEqual([
    'booking.created',
    'booking.proposal',
    'booking.proposal',
  ]);
  await candidate.forges(dataOf(message, 0), { message_id });
  await seen(candidate, message_id, 'Your interview is booked');
  expect(await bookingOf(house, candidate, event.id)).toMatchObject({ status: 'booked', moves: 0 });
  expect(await heard(sergei, /keeps the booked time[^]*Galina/)).toBe(1);
  expect(await heard(olga, /keeps the booked time/)).toBe(0);
});

test('an interviewer takes the proposal back: the candidate’s message says so, its buttons are old, and nobody is told anything else', async () => {
  const { candidate, event, sergei } = await booked('Vladimir', 9);
  const card = await proposes(sergei, await asks(sergei, 'Vladimir'), ['11:00']);
  const message = await asked(candidate);
  const { message_id } = message;
  await sergei.tap('✏️ Edit', { message_id: card });
  await sergei
    .chat()
    .waitFor(
      (all) =>
        all.find((one) => one.message_id === card && labels(one).flat().includes('↩️ Withdraw the proposal')),
      patient,
    );
  await sergei.tap('↩️ Withdraw the proposal', { message_id: card });
  const done = await seen(sergei, card, 'the candidate is no longer asked');
  expect(done.text).not.toContain('Another time is proposed');
  const told = await seen(candidate, message_id, 'asks about another time no more: your booking stands');
  expect(told.text).toContain('10:00 MSK');
  expect(labels(told)).toEqual([]);
  await candidate.forges(dataOf(message, 0), { message_id });
  await seen(candidate, message_id, 'Your interview is booked');
  expect(await bookingOf(house, candidate, event.id)).toMatchObject({
    status: 'booked',
    moves: 0,
    proposed: [],
  });
  expect(await announced(house, event.id)).toEqual([
    'booking.created',
    'booking.proposal',
    'booking.proposal',
  ]);
  for (const person of [sergei, olga])
    expect(await heard(person, /keeps the booked time[^]*Vladimir/)).toBe(0);
});

test('a second proposal takes the place of the first', async () => {
  const { candidate, sergei } = await booked('Dmitri', 6);
  await proposes(sergei, await asks(sergei, 'Dmitri'), ['11:00']);
  const first = await asked(candidate);
  await proposes(sergei, await asks(sergei, 'Dmitri'), ['12:00']);
  const second = await candidate
    .chat()
    .waitFor(
      (all) => all.find((one) => one.message_id > first.message_id && one.text?.includes(question)),
      patient,
    );
  expect(slotLabels(second).map((label) => /\d\d:\d\d/.exec(label)?.[0])).toEqual(['12:00']);
  await waitFor('the first has no buttons any more', async () => {
    const old = (await candidate.chat().messages()).find((one) => one.message_id === first.message_id);
    return labels(old as Message).length === 0 || undefined;
  });
});

test('somebody without Telegram is asked on their own page: keeps the time once, and moves when asked again', async () => {
  const { event, sergei } = await eventOf(8);
  const { link } = await invitedByPage(house, 'Nina');
  const { pathname, search } = new URL(link);
  const browser = PanelClient.guest(house);
  await browser.get(pathname + search);
  const at = `/me/events/${event.id}`;
  const took = await browser.send(await browser.get(`${at}/times/${event.slots[0]}`), {});
  expect(took.text).toContain('You are booked.');

  await proposes(sergei, await asks(sergei, 'Nina'), ['11:00']);
  const page = await browser.get(at);
  expect(page.text).toMatch(/Your interviewer asks whether another time would suit you\.[^]*11:00 MSK/);
  const kept = await browser.send(page, {}, `${at}/keep`);
  expect(kept.text).toContain('You keep your time.');
  expect(kept.text).not.toContain('Your interviewer asks');
  await sergei.chat().waitForText(/the candidate keeps the booked time[^]*Nina/, patient);
  expect((await browser.send(page, {}, `${at}/keep`)).text).not.toContain('outdated');

  await proposes(sergei, await asks(sergei, 'Nina'), ['12:00']);
  const question = await browser.get(`${at}/times/${event.slots[2]}`);
  const moved = await browser.send(question, {});
  expect(moved.text).toMatch(/Your booking was moved\.[^]*12:00 MSK/);
  expect(moved.text).not.toContain('Your interviewer asks');
  await sergei.chat().waitForText(/is moved[^]*Nina[^]*By the candidate/, patient);
});

test('who is no interviewer any more, or not of this booking, proposes nothing', async () => {
  const { candidate, event, sergei } = await booked('Zoya', 7);
  const list = await asks(sergei, 'Zoya');
  const { message_id } = list;
  await sergei.tap(timed(list, '11:00'), { message_id });
  await sergei
    .chat()
    .waitFor(
      (all) => all.find((one) => one.message_id === message_id && labels(one).flat().includes('📨 Send (1)')),
      patient,
    );
  const of = (person: Candidate) => ({ $set: { specialist_id: new ObjectId(person.userId) } });
  const slots = { _id: { $in: event.slots.map((id) => new ObjectId(id)) } };
  await house.db.collection('interview_slots').updateMany(slots, of(vera));
  await sergei.tap('📨 Send (1)', { message_id });
  await seen(sergei, message_id, 'no longer yours');

  await house.db.collection('interview_slots').updateMany(slots, of(sergei));
  await house.db
    .collection('users')
    .updateOne({ telegram_id: sergei.id }, { $set: { roles: ['candidate'], allowed: true } });
  await sergei.forges(dataOf(list, 0), { message_id });
  await sergei.chat().waitForText('The staff menu is no longer here', patient);
  expect(await bookingOf(house, candidate, event.id)).not.toHaveProperty('proposed.0');
  expect(await heard(candidate, /asks whether/)).toBe(0);
  expect(await house.sandbox.sandbox.violations()).toEqual([]);
});
