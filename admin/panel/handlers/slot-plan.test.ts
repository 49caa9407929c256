import { expect, test } from 'vitest';
import { slotInstants } from '../../../core/time/slot-instants.ts';
import { eventsPanel, hiddenIn } from '../../../tests/support/panel-events.ts';

const form = (over: Record<string, string> = {}) => ({
  step: 'preview',
  first: '2026-11-27',
  last: '',
  weekdays: '5',
  from: '10:00',
  to: '12:00',
  breaks: '',
  pause: '0',
  minutes: '60',
  capacity: '2',
  place: 'Tower',
  room: '12',
  ...over,
});

test('exactly what will be made is shown, with what is left out and why; only that is made', async () => {
  const { send, asked, state, at } = await eventsPanel();
  const busy = { ...slotInstants('2026-11-27', '11:30', 60), place: 'tower', room: '12' };
  state.busy = [busy];
  const preview = await send(`${at}/slots/new`, form({ to: '13:30', more_days: '28.11.2026' }));
  expect(preview.text).toContain('4 slots of 60 min, 8 seats.');
  expect(preview.text).toContain('That place and room is taken at that time');
  expect(asked).toEqual([]);
  const made = await send(`${at}/slots/new`, { ...hiddenIn(preview.text), step: 'make' });
  expect(made.to).toBe(at);
  expect(asked[0]).toMatchObject({ what: 'add', with: [{ length: 4 }, expect.any(String)] });
});

test('a room that is taken meanwhile: the new preview is shown, and nothing made unseen', async () => {
  const { send, asked, state, at } = await eventsPanel();
  const preview = await send(`${at}/slots/new`, form());
  state.busy = [{ ...slotInstants('2026-11-27', '10:30', 15), place: 'Tower', room: '12' }];
  const again = await send(`${at}/slots/new`, { ...hiddenIn(preview.text), step: 'make' });
  expect(again.text).toContain('Something changed while you were reading');
  expect(again.text).toContain('1 slot of 60 min');
  expect(asked).toEqual([]);
});

test('a room that is taken in the very moment of the press: nothing is added, and the new preview is shown', async () => {
  const { send, asked, state, at } = await eventsPanel();
  const preview = await send(`${at}/slots/new`, form());
  state.taken = [{ ...slotInstants('2026-11-27', '10:30', 15), place: 'Tower', room: '12' }];
  const again = await send(`${at}/slots/new`, { ...hiddenIn(preview.text), step: 'make' });
  expect(again.text).toContain('Something changed while you were reading');
  expect(again.text).toContain('1 slot of 60 min');
  const made = await send(`${at}/slots/new`, { ...hiddenIn(again.text), step: 'make' });
  expect(made.text).toContain('1 slot of 60 min');
  state.taken = undefined;
  expect((await send(`${at}/slots/new`, { ...hiddenIn(made.text), step: 'make' })).to).toBe(at);
  expect(asked).toMatchObject([{ what: 'add', with: [{ length: 1 }, expect.any(String)] }]);
});

test('days of a range whose day of the week is not ticked are named as left out, of many the first ones', async () => {
  const { send, at } = await eventsPanel();
  const few = await send(`${at}/slots/new`, form({ last: '2026-11-30', weekdays: '1' }));
  expect(few.text).toContain('Will not be created');
  expect(few.text).toMatch(
    /This day of the week is not ticked<\/dt><dd>Fri 27.11, Sat 28.11, Sun 29.11<\/dd>/,
  );
  const more = { last: '2026-11-30', weekdays: '1', more_days: '28.11.2026' };
  expect((await send(`${at}/slots/new`, form(more))).text).toContain('<dd>Fri 27.11, Sun 29.11</dd>');
  const many = await send(`${at}/slots/new`, form({ last: '2026-12-18' }));
  expect(many.text).toMatch(/<dd>Sat 28.11, [^<]*, and 8 more days<\/dd>/);
  expect((await send(`${at}/slots/new`, form())).text).not.toContain('is not ticked');
});

test('slots that are made too late for candidates to book are marked, by the cut-off of the event', async () => {
  const { send, state, at } = await eventsPanel({ event: { cutoff_minutes: 120 } });
  const today = form({ first: '2026-11-26', from: '13:00', to: '16:00', weekdays: '4' });
  const shown = await send(`${at}/slots/new`, today);
  expect(shown.text).toContain('3 slots of 60 min');
  expect(shown.text).toMatch(
    /booking ends 120 min before the start<\/dt><dd>Thu 26.11 · 13:00, Thu 26.11 · 14:00<\/dd>/,
  );
  state.event = { ...state.event, cutoff_minutes: 0 };
  expect((await send(`${at}/slots/new`, today)).text).not.toContain('any more');
});

test('bad input: past day, end before start, no seats, 400 days, no weekday; each beside its field, all typed kept', async () => {
  const { send, asked, at } = await eventsPanel();
  for (const [wrong, name, said] of [
    [{ first: '2026-11-25' }, 'first', 'has passed'],
    [{ last: '2026-11-26' }, 'first', 'ends before it begins'],
    [{ first: '2026-11-27', last: '2028-01-01' }, 'first', 'more than a year ahead'],
    [{ to: '09:00' }, 'from', 'ends before it begins'],
    [{ capacity: '0' }, 'capacity', 'Too small'],
    [{ minutes: 'long' }, 'minutes', 'number'],
    [{ breaks: 'lunch' }, 'breaks', 'no such time'],
    [{ last: '2026-11-29', weekdays: '1' }, 'weekdays', 'chosen days of the week'],
    [{ first: '' }, 'first', 'fill this in'],
  ] as const) {
    const refused = await send(`${at}/slots/new`, form({ room: 'typed', ...wrong }));
    expect(refused.status, name).toBe(422);
    expect(refused.text, name).toContain(`id="${name}-fault"`);
    expect(refused.text, name).toContain(said);
    expect(refused.text, name).toContain('value="typed"');
  }
  expect(asked).toEqual([]);
});

test('back from the preview everything typed is there again', async () => {
  const { send, at } = await eventsPanel();
  const preview = await send(`${at}/slots/new`, form({ room: 'typed', weekdays: '5' }));
  const back = await send(`${at}/slots/new`, { ...hiddenIn(preview.text), step: 'edit' });
  expect(back.text).toContain('value="typed"');
  expect(back.text).toMatch(/value="5" checked/);
});
