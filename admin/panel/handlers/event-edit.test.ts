import { expect, test } from 'vitest';
import { eventsPanel, hiddenIn, people } from '../../../tests/support/panel-events.ts';

const seen = (over: Record<string, string> = {}) => {
  const texts = { title: 'Backend', policy: 'release', cutoff: '120', hold: '5', same_day: '11:00', ...over };
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [`seen_${name}`, value]));
};
const typed = (over: Record<string, string> = {}) => ({
  title: 'Backend',
  policy: 'release',
  cutoff: '120',
  hold: '5',
  same_day: '11:00',
  ...over,
});

test('a form with faults comes back with each beside its field, everything typed, and nothing made', async () => {
  const { send, asked } = await eventsPanel();
  const { status, text } = await send('/events/new', {
    title: '',
    description: '<b>kept</b>',
    map: 'nowhere',
    contact: 'call me',
    cutoff: '-1',
    before: 'soon',
    audience: '@anna, @nobody',
  });
  expect(status).toBe(422);
  expect(text).toContain('&lt;b>kept&lt;/b>');
  for (const name of ['title', 'map', 'contact', 'cutoff', 'before'])
    expect(text, name).toContain(`id="${name}-fault"`);
  expect(text).toContain('not on the list of candidates: @nobody.');
  expect(asked).toEqual([]);
});

test('what is left blank is the default; the people are those who were named', async () => {
  const { send, asked, double } = await eventsPanel();
  const made = await send('/events/new', {
    title: 'Support',
    audience: '@anna',
    day_before: '9:00',
    once: 'x',
  });
  expect(made.status).toBe(303);
  expect(asked[0]).toMatchObject({
    what: 'create',
    with: [{ title: 'Support', cutoff_minutes: 120, reminders: ['day before 09:00'] }, 'x'],
  });
  expect(double.acts).toMatchObject([{ what: 'event.created', title: 'Support', key: 'x' }]);
});

test('an event without slots asks for slots first, and does not offer as the next step to open it', async () => {
  const { browser, state, at, double } = await eventsPanel({ event: { status: 'draft' } });
  const mainButtons = async () =>
    [...(await browser.get(at)).text.matchAll(/class="button first"[^>]*>([^<]+)</g)].map(([, text]) => text);
  expect(await mainButtons()).toEqual(['Add slots']);
  expect((await browser.get(at)).text.match(/slots\/new"/g)).toHaveLength(1);
  double.days = [{ day: '2026-11-27', from: '14:00', slots: 1, off: 0, seats: 3, taken: 0 }];
  expect(await mainButtons()).toEqual(['Open booking']);
  state.event = { ...state.event, status: 'archived' };
  expect(await mainButtons()).toEqual([]);
});

test('a change that nobody notices is made at once; one of nothing is none', async () => {
  const { send, asked, at, double } = await eventsPanel();
  expect((await send(`${at}/edit`, { ...seen(), ...typed() })).to).toBe(at);
  expect(asked).toEqual([]);
  await send(`${at}/edit`, { ...seen(), ...typed({ bring: 'a passport' }) });
  expect(asked).toEqual([{ what: 'change', with: [{ bring: 'a passport' }] }]);
  expect(double.acts).toMatchObject([{ what: 'event.changed', after: { bring: 'a passport' } }]);
});

test('the log says how many are invited, who came and who went as numbers: no name of theirs stands in it', async () => {
  const { send, asked, at, double, state } = await eventsPanel();
  const boris = { user_id: people.boris, label: '@boris' };
  state.event = { ...state.event, audience: [boris] };
  const changed = { ...seen({ audience: '@boris' }), ...typed({ audience: '@anna' }) };
  await send(`${at}/edit`, changed);
  expect(asked).toEqual([{ what: 'change', with: [{ audience: [people.anna] }] }]);
  expect(double.acts).toMatchObject([{ before: { audience: '1' }, after: { audience: '1 (+1 −1)' } }]);
  expect(JSON.stringify(double.acts)).not.toMatch(/@anna|@boris/);
});

test('a change that people see is shown first, and done when just that is confirmed', async () => {
  const { send, asked, at, state } = await eventsPanel();
  state.screens = 4;
  const change = { ...seen(), ...typed({ title: 'Frontend' }) };
  const preview = await send(`${at}/edit`, change);
  expect(preview.text).toContain('message of 4 people is updated');
  expect(preview.text).toContain('Title: Backend → Frontend');
  expect(asked).toEqual([]);
  state.screens = 5;
  const again = await send(`${at}/edit`, hiddenIn(preview.text));
  expect(again.text).toContain('Something changed while you were reading');
  expect(asked).toEqual([]);
  expect((await send(`${at}/edit`, hiddenIn(again.text))).to).toBe(at);
  expect(asked).toMatchObject([{ what: 'change', with: [{ title: 'Frontend' }] }]);
});

test('two at once: the second sees what the first changed, field by field, and keeps what was typed', async () => {
  const { send, asked, at, state } = await eventsPanel();
  state.event = { ...state.event, title: 'Theirs', bring: 'a pen' };
  const again = await send(`${at}/edit`, { ...seen(), ...typed({ title: 'Mine', address: '1 Street' }) });
  expect(again.status).toBe(409);
  expect(again.text).toContain('Now: Theirs. You saw: Backend.');
  expect(again.text).toContain('Now: a pen. You saw: nothing.');
  expect(again.text).toContain('value="Mine"');
  expect(again.text).toContain('value="1 Street"');
  expect(again.text).toContain('name="seen_title" value="Theirs"');
  expect(asked).toEqual([]);
});

test('somebody quicker at the very moment of the change: the form again, nothing overwritten', async () => {
  const { send, at, state } = await eventsPanel();
  state.outcomes.push({ ok: false, reason: 'changed_meanwhile' });
  const again = await send(`${at}/edit`, { ...seen(), ...typed({ title: 'Mine' }) });
  expect([again.status, again.text.includes('value="Mine"')]).toEqual([409, true]);
});

test('reminders that nobody touched stay as they are written, in whatever order', async () => {
  const { send, asked, at } = await eventsPanel({
    event: { reminders: ['30 min before', 'same day 11:00', '120 min before'] },
  });
  const both = { before: '30, 120' };
  await send(`${at}/edit`, { ...seen(both), ...typed({ ...both, title: 'New' }) });
  expect(asked).toEqual([{ what: 'change', with: [{ title: 'New' }] }]);
});

test('an open event is closed before it is archived; with people booked ahead it is not, and they are named', async () => {
  const { send, asked, at, state, browser } = await eventsPanel();
  expect((await browser.get(`${at}/status?to=archived`)).status).toBe(404);
  expect((await send(`${at}/status`, { to: 'archived' })).to).toBe(at);
  expect(asked).toEqual([]);
  state.event = { ...state.event, status: 'closed' };
  state.booked = { count: 30, names: ['Anna <i>'] };
  const refused = await send(`${at}/status`, { to: 'archived' });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('It cannot be archived: 30 people are booked ahead.');
  expect(refused.text).toContain('Anna &lt;i>');
  expect(refused.text).toContain('and 29 more');
  state.booked = { count: 0, names: [] };
  await send(`${at}/status`, { to: 'archived' });
  expect(asked).toEqual([{ what: 'change', with: [{ status: 'archived' }] }]);
});

test('an event with bookings is not deleted: the page names the people and has no button', async () => {
  const { send, at, state, browser } = await eventsPanel({ event: { status: 'closed' } });
  state.booked = { count: 1, names: ['Boris'] };
  state.removable = false;
  const page = await browser.get(`${at}/remove`);
  expect(page.text).toContain('1 person has a booking in it. Nothing was deleted.');
  expect(page.text).not.toContain('class="danger"');
  const refused = await send(`${at}/remove`, {});
  expect([refused.status, refused.text.includes('Boris')]).toEqual([409, true]);
});

test('a copy without a title is refused with what was typed', async () => {
  const { send, asked, at } = await eventsPanel();
  const refused = await send(`${at}/copy`, { title: ' ', day: '2020-01-01' });
  expect([refused.status, refused.text.includes('title-fault')]).toEqual([422, true]);
  expect(asked).toEqual([]);
});

test('a copy is shown before it is made: what it will have, and where another event is in the way', async () => {
  const { state, send, asked, at } = await eventsPanel();
  const row = {
    starts_at: Date.parse('2026-11-30T08:00:00Z'),
    ends_at: Date.parse('2026-11-30T09:00:00Z'),
    minutes: 60,
    capacity: 2,
    place: 'Office',
    room: '301',
  };
  const later = { ...row, starts_at: row.ends_at, ends_at: row.ends_at + 3_600_000 };
  state.copied = [
    { ...row, left_out: null },
    { ...later, left_out: 'overlap' },
  ];
  const form = { title: 'Again', day: '2026-11-30', once: 'press' };
  const shown = await send(`${at}/copy`, form);
  expect(shown.status).toBe(200);
  expect(shown.text).toContain('That place and room is taken at that time');
  expect(shown.text).toContain('1 slot is copied');
  expect(asked).toEqual([]);
  const print = /name="print" value="([0-9a-f]+)"/.exec(shown.text)?.[1] ?? '';
  state.copied = [
    { ...row, left_out: null },
    { ...later, left_out: null },
  ];
  const changed = await send(`${at}/copy`, { ...form, print, step: 'make' });
  expect(changed.text).toContain('2 slots are copied');
  expect(asked).toEqual([]);
  const fresh = /name="print" value="([0-9a-f]+)"/.exec(changed.text)?.[1] ?? '';
  expect((await send(`${at}/copy`, { ...form, print: fresh, step: 'make' })).status).toBe(303);
  expect(asked).toMatchObject([{ what: 'copy', with: [{ title: 'Again' }] }]);
});

test('an archived event stays as it is, its slots too', async () => {
  const { send, asked, at, slotAt, browser } = await eventsPanel({ event: { status: 'archived' } });
  await send(`${at}/edit`, { ...seen(), ...typed({ title: 'New' }) });
  expect((await browser.get(at)).text).toContain('it stays as it was');
  await send(slotAt, { act: 'off' });
  await send(`${at}/slots/new`, { step: 'make', first: '2026-11-27', from: '10:00' });
  expect(asked).toEqual([]);
  expect((await browser.get(at)).text).not.toContain(`${at}/edit`);
});
