import { expect, test } from 'vitest';
import { eventsPanel, hiddenIn, people } from '../../../tests/support/panel-events.ts';

const texts = {
  day: '2026-11-27',
  time: '14:00',
  minutes: '30',
  capacity: '3',
  place: 'Tower',
  room: '301',
  specialist: '',
};
const form = (over: Partial<typeof texts> = {}) => ({
  act: 'change',
  ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [`seen_${name}`, value])),
  ...texts,
  ...over,
});
const booked = (user_id: string) => ({ user_id: user_id as never, held: false });

test('who will be told is named before anything is changed, and just that is done', async () => {
  const { send, asked, state, slotAt, double } = await eventsPanel();
  state.slot = { ...state.slot, people: [booked(people.anna)] };
  const preview = await send(slotAt, form({ room: '404' }));
  expect(preview.text).toContain('1 person will get a message:');
  expect(preview.text).toContain('Anna &lt;i>');
  expect(preview.text).toContain('Room: 301 → 404');
  expect(asked).toEqual([]);
  expect((await send(slotAt, hiddenIn(preview.text))).to).toBe(slotAt);
  expect(asked).toEqual([{ what: 'change', with: [{ room: '404' }] }]);
  expect(double.acts).toMatchObject([
    { what: 'slot.changed', before: { room: '301' }, after: { room: '404' } },
  ]);
});

test('before a change that is switched off for candidates it says that nobody gets a message, or who gets none', async () => {
  const { send, state, slotAt, double } = await eventsPanel();
  state.slot = { ...state.slot, people: [booked(people.anna)] };
  const off = { recipient_role: 'client', enabled: false, ad_template_id: null } as const;
  double.settled = [
    { ...off, event_type: 'slot_changed', channel: 'all' },
    { ...off, event_type: 'booking_rescheduled', channel: 'web_push' },
  ];
  const room = (await send(slotAt, form({ room: '404' }))).text;
  expect(room).toContain('switched off for candidates under Notifications');
  expect(room).not.toContain('will get a message');
  const time = (await send(slotAt, form({ time: '15:00', room: '404' }))).text;
  expect(time).toContain('1 person will get a message:');
  expect(time).toContain('In browsers messages about this are switched off');
});

test('somebody booked between the page and the button: the new impact is shown and asked about again', async () => {
  const { send, asked, state, slotAt } = await eventsPanel();
  state.slot = { ...state.slot, people: [booked(people.anna)] };
  const preview = await send(slotAt, form({ time: '15:00' }));
  state.slot = { ...state.slot, people: [booked(people.anna), booked(people.boris)] };
  const again = await send(slotAt, hiddenIn(preview.text));
  expect(again.text).toContain('2 people will get a message:');
  expect(again.text).toContain('Something changed while you were reading');
  expect(asked).toEqual([]);
});

test('and when they booked in the moment of the write itself, it is asked again too', async () => {
  const { send, state, slotAt } = await eventsPanel();
  state.slot = { ...state.slot, people: [booked(people.anna)] };
  const preview = await send(slotAt, form({ time: '15:00' }));
  state.outcomes.push({ ok: false, reason: 'people_changed' });
  const again = await send(slotAt, hiddenIn(preview.text));
  expect([again.status, again.text.includes('Something changed while you were reading')]).toEqual([
    409,
    true,
  ]);
  expect((await send(slotAt, hiddenIn(again.text))).to).toBe(slotAt);
});

test('when nobody knows whether the change was begun it is not called done, and nothing is in the audit log', async () => {
  const { send, state, slotAt, browser, double } = await eventsPanel();
  state.outcomes.push({ ok: false, reason: 'outcome_unknown' });
  expect((await send(slotAt, form({ room: '404' }))).to).toBe(slotAt);
  expect((await browser.get(slotAt)).text).toMatch(/class="flash warn"[^>]*>No answer yet/);
  expect(double.acts).toEqual([]);
});

test('a slot is not moved into the past; fewer seats than people are refused with their names', async () => {
  const { send, asked, state, slotAt } = await eventsPanel();
  state.slot = { ...state.slot, people: [booked(people.anna), booked(people.boris)] };
  const refused = await send(slotAt, form({ day: '2026-11-25', capacity: '1' }));
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('This has passed already.');
  expect(refused.text).toContain('Seats are taken: Anna &lt;i>, Boris.');
  expect(refused.text).toContain('value="2026-11-25"');
  const wrong = await send(slotAt, form({ time: '25:00', minutes: '', place: 'x'.repeat(65) }));
  for (const name of ['time', 'minutes', 'place']) expect(wrong.text, name).toContain(`id="${name}-fault"`);
  expect(asked).toEqual([]);
});

test('a room that is taken then is warned about, and may be wanted all the same', async () => {
  const { send, asked, state, slotAt } = await eventsPanel();
  const { starts_at } = state.slot;
  state.busy = [{ starts_at, ends_at: starts_at + 60_000, place: 'tower', room: '404' }];
  const preview = await send(slotAt, form({ room: '404' }));
  expect(preview.text).toContain('There is another slot in that place and room at that time');
  await send(slotAt, hiddenIn(preview.text));
  expect(asked).toHaveLength(1);
});

test('a specialist who leads another slot then is warned about, and may be wanted all the same', async () => {
  const { send, asked, state, slotAt } = await eventsPanel();
  const [ines, { starts_at }] = [people.boris, state.slot];
  state.slot = { ...state.slot, specialist: ines };
  state.led = [{ id: 'other', specialist: ines, starts_at, ends_at: starts_at + 60_000 }];
  const now = { specialist: ines, seen_specialist: ines };
  const preview = await send(slotAt, { ...form({ minutes: '45' }), ...now });
  expect(preview.text).toContain('This specialist leads another slot at that time: ');
  await send(slotAt, hiddenIn(preview.text));
  expect(asked).toEqual([{ what: 'change', with: [{ minutes: 45 }] }]);
  // What has nothing to do with when and who is done at once.
  await send(slotAt, { ...form({ capacity: '5' }), ...now });
  expect(asked).toHaveLength(2);
});

test('a room that somebody took in the moment of the write is warned about, and what was told of goes with the second try', async () => {
  const { send, asked, state, slotAt } = await eventsPanel();
  const { starts_at } = state.slot;
  const there = { starts_at, ends_at: starts_at + 60_000, place: 'tower', room: '404' };
  state.taken = [there];
  const again = await send(slotAt, form({ room: '404' }));
  expect(again.status).toBe(409);
  expect(again.text).toContain('There is another slot in that place and room at that time');
  expect(asked).toEqual([{ what: 'change', with: [{ room: '404' }] }]);
  state.taken = undefined;
  await send(slotAt, hiddenIn(again.text));
  expect(asked.at(-1)).toEqual({ what: 'change', with: [{ room: '404' }, there] });
});

test('two at once: the second sees each field the first changed, and what was typed is kept', async () => {
  const { send, asked, state, slotAt } = await eventsPanel();
  state.slot = { ...state.slot, room: '12', capacity: 9 };
  const again = await send(slotAt, form({ room: '404', place: 'Annex' }));
  expect(again.status).toBe(409);
  expect(again.text).toContain('Now: 12. You saw: 301.');
  expect(again.text).toContain('Now: 9. You saw: 3.');
  for (const value of ['404', 'Annex', '9']) expect(again.text).toContain(`value="${value}"`);
  expect(asked).toEqual([]);
});

test('switching off says who stays; switching an empty one off is done at once', async () => {
  const { send, asked, state, slotAt } = await eventsPanel();
  await send(slotAt, { act: 'off' });
  expect(asked).toEqual([{ what: 'change', with: [{ active: false }] }]);
  state.slot = { ...state.slot, people: [booked(people.boris)] };
  const preview = await send(slotAt, { act: 'off' });
  expect(preview.text).toContain('1 person stays booked. They may cancel, not move:');
  expect(preview.text).toContain('Nobody gets a message.');
  expect(asked).toHaveLength(1);
});

test('a slot with somebody in it is not deleted: named, no button, and what can be done instead', async () => {
  const { send, state, slotAt, browser, double } = await eventsPanel();
  state.slot = { ...state.slot, people: [booked(people.boris)] };
  state.removable = false;
  const page = await browser.get(`${slotAt}/remove`);
  expect(page.text).toContain('1 person is booked here. Nothing was deleted.');
  expect(page.text).not.toContain('class="danger"');
  expect(page.text).toContain(`${slotAt}/people`);
  const refused = await send(`${slotAt}/remove`, {});
  expect([refused.status, refused.text.includes('Boris')]).toEqual([409, true]);
  expect(double.acts).toEqual([]);
});

test('a slot of another event, or an id that is none, is not found', async () => {
  const { browser, at } = await eventsPanel();
  for (const path of [
    `${at}/slots/x`,
    `${at}/slots/${'0'.repeat(24)}`,
    `/events/${'0'.repeat(24)}/slots/new`,
  ])
    expect((await browser.get(path)).status, path).toBe(404);
});
