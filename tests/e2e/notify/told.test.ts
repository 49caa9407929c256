import { randomUUID } from 'node:crypto';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookingStart } from '../../../adapters/temporal/booking-start.ts';
import { openTemporal, type TemporalClient } from '../../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../../config/load.ts';
import { bookingWorkflowType, viewQuery } from '../../../contracts/workflows/booking.ts';
import { noticesWorkflowId, noticesWorkflowType } from '../../../contracts/workflows/notices.ts';
import { taskQueues } from '../../../contracts/workflows/queues.ts';
import { eventId, userId } from '../../../core/shared/ids.ts';
import { clockTime } from '../../../core/time/people.ts';
import { nextHour } from '../../../core/time/staff-hours.ts';
import { House, moscow } from '../../support/house.ts';
import { book, bookingOf, type Candidate, labels, patient } from '../../support/journey.ts';
import { PanelClient } from '../../support/panel-client.ts';
import { waitFor } from '../../support/wait.ts';
import { zapis } from '../../support/zapis.ts';

let house: House;
let olga: Candidate;
let sergei: Candidate;
let pavel: Candidate;
let temporal: TemporalClient;
beforeAll(async () => {
  house = await House.open('told');
  temporal = openTemporal(loadTemporalConfig(house.env));
  [olga, pavel, sergei] = [
    await staff('Olga', 'admin'),
    await staff('Pavel', 'admin'),
    await staff('Sergei', 'specialist'),
  ];
});
afterAll(async () => {
  await temporal?.close();
  await house?.close();
});

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
  await booked('Evgenia', 1);
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

test('what a coordinator switches off is told no more, and is once it is on again; an advertisement stands under the message', async () => {
  const panel = await PanelClient.open(house);
  const page = () => panel.get('/notifications');
  const text = '<b>Open day</b> on Saturday';
  await panel.send(await panel.get('/notifications/ads/new'), { name: 'Open day', content_tg: text });
  const ad = /notifications\/ads\/([0-9a-f]{24})/.exec((await page()).text)?.[1] ?? '';
  const off = await panel.send(await page(), {
    'state.booking_created.admin.all': 'off',
    'ad.booking_created.specialist.all': ad,
    'ad.booking_created.client.all': ad,
  });
  expect(off.text).toContain('in effect already');
  const irina = await booked('Irina', 9);
  expect((await cardOf(sergei, 'Irina')).text).toMatch(/Open day on Saturday$/);
  await irina.chat().waitForText(/14:00[^]*Open day on Saturday$/, patient);
  await panel.send(await page(), {
    'state.booking_created.admin.all': 'on',
    'ad.booking_created.specialist.all': '',
  });
  await booked('Klara', 10);
  await cardOf(olga, 'Klara');
  expect((await cardOf(sergei, 'Klara')).text).not.toContain('Open day');
  expect(await heard(olga, 'Irina')).toBe(0);
});

test('a coordinator has one keyboard below the chat, also after a restart, and each list takes the place of the one before', async () => {
  const keyboards = async () =>
    (await olga.chat().messages()).filter((one) => one.text?.includes('keyboard below this chat'));
  await olga.sends('/start');
  await olga.chat().waitForText('You are a coordinator', patient);
  await waitFor('one keyboard', async () => (await keyboards()).length === 1 || undefined);
  // A keyboard of which the ledger does not know that it stands would be sent again.
  const calls = { state: 'claimed', open: { $gt: 0 } };
  await waitFor(
    'nothing to be on its way',
    async () => (await house.db.collection('deliveries').countDocuments(calls)) === 0,
  );
  const [worker] = house.of('worker');
  if (worker) await house.kill(worker);
  await house.start(['bot', 'worker', 'admin']);
  await olga.presses('📅 Today');
  const today = await olga.chat().waitForText('Today,', patient);
  await olga.presses('🗓 Week');
  await olga.chat().waitForText('Seven days', patient);
  await waitFor(
    'the list before it is gone',
    async () =>
      (await olga.chat().messages()).every((one) => one.message_id !== today.message_id) || undefined,
  );
  expect(await keyboards()).toHaveLength(1);
  expect(await house.sandbox.sandbox.violations()).toEqual([]);
});

test('who chose the hourly digest hears of all of it in one message, with the hour', async () => {
  // From its beginning on: in the last minute of an hour the first would go out before the second is booked.
  await house.goTo({ instant: nextHour((await inAnHour()) - 59 * 60_000) });
  await choose(olga, 'hourly');
  const both = [await booked('Hanna', 9), await booked('Inna', 10)];
  const bookings = await house.db
    .collection('bookings')
    .find({ user_id: { $in: both.map(({ userId }) => new ObjectId(userId)) } })
    .toArray();
  await waitFor('both are kept for the hour', async () => {
    const kept = await house.db.collection('held_notices').countDocuments({
      user_id: new ObjectId(olga.userId),
      'message.booking_id': { $in: bookings.map(({ _id }) => _id.toHexString()) },
    });
    return kept === 2 || undefined;
  });
  expect([await heard(olga, 'Hanna'), await heard(olga, 'Inna')]).toEqual([0, 0]);
  await house.goTo({ instant: await inAnHour() });
  await runNotices();
  const digest = await olga.chat().waitForText('What has happened', patient);
  expect(digest.text).toMatch(/Hanna[^]*Inna/);
  expect(await heard(olga, 'Hanna')).toBe(1);
  const kept = await house.db.collection('deliveries').findOne({ what: 'notice:held:admin' });
  expect(kept?.['booking_ids']).toHaveLength(2);
  await choose(olga, 'instant');
});

test('at eleven an interviewer gets the list of the day, in the evening a coordinator is asked for what has no outcome, once each', async () => {
  const { id } = await eventOf(moscow(12, '12:00'));
  const julia = await house.person('Julia', { last_name: 'Petrova' });
  await book(julia, id);
  await house.goTo({ instant: moscow(12, '11:00') });
  await runNotices();
  expect((await sergei.chat().waitForText(/Today,[^]*Julia/, patient)).text).toContain('12:00');
  // In the evening it would be too late for it.
  await julia.chat().waitForText('A reminder of your interview', patient);
  await house.goTo({ instant: moscow(12, '20:00') });
  await runNotices();
  const chase = await olga.chat().waitForText('No outcome yet', patient);
  expect(chase.text).toContain('Julia');
  await runNotices();
  // Another day's list may have come before, when the clock passed another eleven o'clock.
  const ofJulia = async (person: Candidate, text: string) =>
    (await person.chat().messages()).filter((one) => one.text?.includes(text) && one.text.includes('Julia'));
  expect(
    [await ofJulia(sergei, 'Today,'), await ofJulia(olga, 'No outcome yet')].map((all) => all.length),
  ).toEqual([1, 1]);

  const { _id } = (await bookingOf(house, julia, id)) ?? {};
  const { text } = await (await PanelClient.open(house)).get(`/bookings/${String(_id)}`);
  const toldOf = (what: string, to: string) =>
    new RegExp(`Message: ${what} (?:(?!</li>).)*${to} · in Telegram`);
  for (const line of [
    toldOf('reminder', 'Julia Petrova, candidate'),
    toldOf('a new booking', 'Olga, administrator'),
    toldOf('list of the day’s interviews', 'Sergei, specialist'),
    toldOf('request for the day’s outcomes', 'Olga, administrator'),
  ])
    expect(text).toMatch(line);

  await olga.tap('12:00 Julia Petrova', { message_id: chase.message_id });
  await olga.chat().waitForText(/Booking [^]*Julia/, patient);
  await olga.tap('✅ Came', { message_id: chase.message_id });
  await olga.chat().waitForText(/the outcome is recorded[^]*Julia/, patient);
  // A slip of the finger is put right where it happened.
  await olga.tap('↩️ Correct the outcome', { message_id: chase.message_id });
  await olga.chat().waitForText(/the outcome is taken back[^]*Julia/, patient);
  await olga.tap('✅ Came', { message_id: chase.message_id });
  await olga.chat().waitForText(/the outcome is recorded[^]*Julia/, patient);
  expect(await bookingOf(house, julia, id)).toMatchObject({ status: 'done' });
});

test('who is no coordinator any more is refused, whatever stands on the card', async () => {
  await booked('Zoya', 14);
  const { message_id } = await cardOf(pavel, 'Zoya');
  await house.db
    .collection('users')
    .updateOne({ telegram_id: pavel.id }, { $set: { roles: [], allowed: false } });
  // An answer that takes longer is announced by another.
  await waitFor('them to be refused', async () => {
    const { text } = await (await pavel.tap('✏️ Edit', { message_id })).answer();
    return text?.includes('Access denied') || undefined;
  });
  await sergei.forges(`bkn:edit:${'0'.repeat(24)}:1`, {
    message_id: (await cardOf(sergei, 'Zoya')).message_id,
  });
  await sergei.chat().waitForText('no longer there', patient);
});

test('in quiet hours a nudge waits for their end; a candidate’s change is told at once, without its advertisement', async () => {
  const { id: event } = await eventOf(moscow(16, '14:00'));
  const { id: other, slots } = await eventOf(moscow(17, '14:00'));
  const [nina, lena] = [await house.person('Nina'), await house.person('Lena')];
  await house.db
    .collection('events')
    .updateOne({ _id: new ObjectId(event) }, { $set: { nudge_after_hours: 1 } });
  const text = { name: 'Fair', content_tg: 'Job fair', content_html: null, active: true, valid_until: null };
  const company_id = 'default';
  const ad = await house.db.collection('ad_templates').insertOne({ company_id, ...text, rev: 1 });
  for (const event_type of ['slot_changed', 'booking_created'])
    await house.db
      .collection('notification_settings')
      .updateOne(
        { company_id, event_type, recipient_role: 'client', channel: 'telegram' },
        { $set: { enabled: true, ad_template_id: ad.insertedId } },
        { upsert: true },
      );
  await nina.sends('/help');
  await book(lena, other);
  await lena.chat().waitForText(/is booked[^]*Job fair/, patient);

  const now = (await inAnHour()) - 3_600_000;
  const minute = 60_000;
  const quiet_hours = { from: clockTime(now + 30 * minute), to: clockTime(now + 180 * minute) };
  await house.db
    .collection<{ _id: string }>('settings')
    .updateOne({ _id: 'company:default' }, { $set: { quiet_hours } }, { upsert: true });
  const whose = { event_id: eventId(event), user_id: userId(nina.userId) };
  const run = await temporal.client.workflow.start(bookingWorkflowType, bookingStart(whose, 'invited'));
  const nudgedAt = async () => {
    const { waits_for } = await run.query(viewQuery);
    return Date.parse(waits_for.find(({ what }) => what === 'nudge')?.until ?? '');
  };
  await waitFor('the nudge to be waited for', async () => (await nudgedAt()) > now || undefined);
  await house.goTo({ instant: now + 70 * minute });
  await waitFor('the nudge to be put off', async () => (await nudgedAt()) > now + 170 * minute || undefined);
  const { code } = await zapis(['slots', 'change', '--slot', slots[0] ?? '', '--room', '888'], house.env);
  expect(code).toBe(0);
  const told = await lena.chat().waitForText('888', patient);
  expect(told.text).not.toContain('Job fair');
  expect(await heard(nina, 'have not chosen a time yet')).toBe(0);
  await house.goTo({ instant: now + 181 * minute });
  await nina.chat().waitForText('have not chosen a time yet', patient);
});

const choose = (person: Candidate, notices: string) =>
  house.db.collection('users').updateOne({ telegram_id: person.id }, { $set: { notices } });

const inAnHour = async () => (await house.sandbox.sandbox.moveClock({ advance_ms: 0 })).now + 3_600_000;

/** As the schedule does every minute. */
async function runNotices(): Promise<void> {
  const pass = await temporal.client.workflow.start(noticesWorkflowType, {
    workflowId: `${noticesWorkflowId}-${randomUUID()}`,
    taskQueue: taskQueues.bulk,
  });
  await pass.result();
}
