import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf } from '../../../core/time/slot-instants.ts';
import { House, moscow } from '../../support/house.ts';
import { book, bookingOf, open, patient, slotDoc, slotLabels } from '../../support/journey.ts';
import { PanelClient } from '../../support/panel-client.ts';
import { waitFor } from '../../support/wait.ts';

let house: House;
let panel: PanelClient;
beforeAll(async () => {
  house = await House.open('panel-events');
  panel = await PanelClient.open(house);
});
afterAll(() => house.close());

test('from nothing to a booking: an event is created, filled, opened, and its times are in the candidate’s chat', async () => {
  const created = await panel.send(await panel.get('/events/new'), {
    title: 'Support <desk>',
    bring: 'a passport',
  });
  expect(created.text).toContain('The event is there. Now add its slots.');
  const day = dayOf(moscow(3, '10:00'));
  const preview = await panel.send(await panel.get(`${created.path}/slots/new`), {
    first: day,
    weekdays: [],
    from: '10:00',
    to: '12:00',
    breaks: '11:00-11:15',
    minutes: '45',
    capacity: '2',
    place: 'Tower',
    room: '12',
  });
  expect(preview.text).toContain('2 slots of 45 min, 4 seats.');
  expect(await house.db.collection('interview_slots').countDocuments({ location: 'Tower' })).toBe(0);
  const made = await panel.send(preview, { step: 'make' });
  expect(made.text).toContain('The slots are there.');
  const event = created.path.split('/').at(-1) ?? '';
  const anna = await house.person('Anna');
  const opened = await panel.send(await panel.get(`/events/${event}/status?to=open`), {});
  expect(opened.text).toContain('Booking is open.');
  await open(anna, event);
  const list = await anna.chat().waitForText('Please choose a time', patient);
  expect(slotLabels(list).map((label) => /\d\d:\d\d/.exec(label)?.[0])).toEqual(['10:00', '11:15']);
});

test('another room: the names are shown first, and both candidates are told in Telegram', async () => {
  const {
    id,
    slots: [slot = ''],
  } = await house.event({ starts: [moscow(2, '14:00')], capacity: 2 });
  const [anna, boris] = [await house.person('Anna'), await house.person('Boris')];
  for (const person of [anna, boris]) await book(person, id);
  const preview = await panel.send(await panel.get(`/events/${id}/slots/${slot}`), {
    act: 'change',
    room: '404',
  });
  expect(preview.text).toContain('2 people will get a message:');
  for (const name of ['Anna', 'Boris']) expect(preview.text).toContain(name);
  expect(await slotDoc(house, slot)).toMatchObject({ audience: '301' });
  const done = await panel.send(preview, {});
  expect(done.text).toContain('The slot is changed.');
  for (const person of [anna, boris])
    expect((await person.chat().waitForText('changed the place', patient)).text).toContain('404');
});

test('what to bring changes: the message that stands in the chat says so, without a new one', async () => {
  const { id } = await house.event({ starts: [moscow(2, '14:00')] });
  const anna = await house.person('Anna');
  const booked = await book(anna, id);
  const preview = await panel.send(await panel.get(`/events/${id}/edit`), { bring: 'your diploma' });
  expect(preview.text).toContain('message of 1 person is updated');
  expect((await panel.send(preview, {})).text).toContain('Saved.');
  const told = await anna.chat().waitForText('your diploma', patient);
  expect(told.message_id).toBe(booked.message_id);
});

test('somebody books while the page is read: nothing is done unseen, the new names are shown and asked about', async () => {
  const {
    id,
    slots: [slot = ''],
  } = await house.event({ starts: [moscow(2, '14:00')], capacity: 2 });
  const [anna, boris] = [await house.person('Anna'), await house.person('Boris')];
  await book(anna, id);
  const change = { act: 'change', time: '16:00' };
  const preview = await panel.send(await panel.get(`/events/${id}/slots/${slot}`), change);
  await book(boris, id);
  const again = await panel.send(preview, {});
  expect(again.text).toContain('Something changed while you were reading.');
  expect(again.text).toContain('Boris');
  expect(await slotDoc(house, slot)).toMatchObject({ time: '14:00' });
  expect((await panel.send(again, {})).text).toContain('The slot is changed.');
  for (const person of [anna, boris])
    await person.chat().waitForText('changed the time of your interview', patient);
});

test('FR10: a slot or an event with a booking is not deleted, and who is in it is named', async () => {
  const {
    id,
    slots: [slot = ''],
  } = await house.event({ starts: [moscow(2, '14:00'), moscow(3, '14:00')] });
  const anna = await house.person('Anna');
  await book(anna, id);
  const asked = await panel.get(`/events/${id}/slots/${slot}/remove`);
  expect(asked.text).toContain('It cannot be deleted: 1 person is booked here. Nothing was deleted.');
  expect(asked.text).toContain('Anna');
  // Somebody who sends the form all the same gets the same answer.
  const refused = await panel.send(asked, {});
  expect([refused.status, refused.text.includes('Anna')]).toEqual([409, true]);
  const event = await panel.send(await panel.get(`/events/${id}/remove`), {});
  expect([event.status, event.text.includes('Anna')]).toEqual([409, true]);
  expect(await slotDoc(house, slot)).not.toBeNull();
  expect(await bookingOf(house, anna, id)).toMatchObject({ status: 'booked', active: true });
});

test('people are moved to another slot by their own workflows, and the page has each one’s outcome', async () => {
  const {
    id,
    slots: [slot = '', other = ''],
  } = await house.event({ starts: [moscow(2, '14:00'), moscow(3, '15:00')], capacity: 2 });
  const people = [await house.person('Anna'), await house.person('Boris')] as const;
  for (const person of people) await book(person, id);
  const ids = people.map(({ userId }) => userId);
  const preview = await panel.send(await panel.get(`/events/${id}/slots/${slot}/people`), {
    people: ids,
    to: other,
    reason: 'the room is closed',
  });
  expect(preview.text).toContain('2 people go to the new slot');
  const started = await panel.send(preview, { people: ids });
  expect(started.path).toContain(`/events/${id}/moves/`);
  await waitFor(
    'both to be moved',
    async () => (await panel.get(started.path)).text.includes('Done.') || undefined,
  );
  for (const person of people) {
    await person.chat().waitForText('moved your interview', patient);
    expect(await bookingOf(house, person, id)).toMatchObject({ time: '15:00', status: 'booked' });
  }
  expect(await slotDoc(house, slot)).toMatchObject({ booked_users: [] });
});
