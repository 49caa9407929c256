import { expect, test } from 'vitest';
import type { BookingFacts } from '../../../core/booking/facts.ts';
import { bookingId, eventId, slotId, userId } from '../../../core/shared/ids.ts';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import type { CommandAnswer } from '../../ports.ts';
import type { Look, OneBooking, TimelineRow } from '../ports/booking.ts';
import type { SlotRow } from '../ports/events.ts';
import type { StaffRole } from '../visitor.ts';

const id = bookingId('b'.repeat(24));
const anna = userId('c'.repeat(24));
const event = eventId('e'.repeat(24));
const at = `/bookings/${id}`;
const hour = 3_600_000;

const one = (over: Partial<OneBooking> = {}): OneBooking => ({
  booking_id: id,
  event_id: event,
  user_id: anna,
  event: 'Backend',
  number: 'K7M2',
  name: 'Anna <b>',
  username: 'anna',
  telegram_id: 7,
  status: 'booked',
  starts_at: 50 * hour,
  ends_at: 51 * hour,
  location: 'Office',
  room: '12',
  slot_id: slotId('1'.repeat(24)),
  previous_at: null,
  active: true,
  latest: true,
  moves: 0,
  reply: null,
  arrived: false,
  outcome: null,
  cancelled: null,
  informed: null,
  ...over,
});

const slot = (digit: string, over: Partial<SlotRow> = {}): SlotRow => ({
  slot_id: slotId(digit.repeat(24)),
  starts_at: 60 * hour,
  minutes: 30,
  location: 'Office',
  room: digit,
  specialist: null,
  seats: 1,
  taken: 0,
  held: 0,
  people: [],
  active: true,
  led_twice: false,
  bookable: true,
  over: false,
  ...over,
});

const ok: CommandAnswer = { ok: true, booking: { booking_id: id } as BookingFacts };
const no = (reason: Extract<CommandAnswer, { ok: false }>['reason']): CommandAnswer =>
  reason === 'outcome_unknown' ? { ok: false, reason } : { ok: false, reason, booking: null };

type Sent = {
  readonly verb: string;
  readonly key: string;
  readonly booking_id?: string;
  readonly override_reason?: string;
};

async function desk(role: StaffRole, given: Partial<OneBooking> = {}) {
  const double = new PanelDouble();
  const state = {
    booking: one(given) as OneBooking | undefined,
    slots: [slot('2'), slot('3', { bookable: false })] as SlotRow[],
    answers: [] as CommandAnswer[],
    sent: [] as Sent[],
    notes: [] as { readonly id: string; readonly text: string }[],
    scopes: [] as unknown[],
    look: { state: 'closed' } as Look,
    history: [] as TimelineRow[],
  };
  const ask = (verb: string) => async (_whose: unknown, command: { readonly key: string }) => {
    state.sent.push({ ...command, verb });
    return state.answers.shift() ?? ok;
  };
  double.plays = {
    desk: {
      booking: async (scope) => {
        state.scopes.push(scope);
        return state.booking;
      },
      history: async () => state.history,
      activeOf: async () => id,
      called: async (company) => (company === 'default' ? { name: 'Anna' } : undefined),
    },
    looker: { look: async () => state.look },
    notes: { keep: async (note) => void state.notes.push(note) },
    commands: {
      book: ask('book'),
      move: ask('move'),
      cancel: ask('cancel'),
      outcome: ask('outcome'),
      reply: ask('reply'),
      arrived: ask('arrived'),
      propose: ask('propose'),
      withdraw: ask('withdraw'),
      keep: ask('keep'),
      resend: ask('resend'),
    },
    workflowLink: (workflow) => `http://temporal/${workflow}`,
  };
  double.slots = () => state.slots;
  const browser = await opened(double);
  const form_token = signedIn(double, browser, role);
  const press = (path: string, form: Record<string, string> = {}) =>
    browser.post(path, { form_token, key: 'one-form', ...form });
  return { double, browser, state, press };
}

test('a booking’s page says who, when, where, and tells everything in one list, what is ahead on top', async () => {
  const { browser, state } = await desk('admin');
  state.look = {
    state: 'open',
    phase: 'booked',
    screen: 'booked',
    ahead: [{ what: 'interview ends', at: 51 * hour }],
    taps: [{ press: 'confirm', at: 2_000 }],
  };
  const by = { name: 'Olga', role: 'admin' } as const;
  const place = { starts_at: 50 * hour, where: 'Office' };
  const client = { name: 'Anna', role: 'client' } as const;
  state.history = [
    {
      kind: 'message',
      at: 3_000,
      what: 'anchor:booked',
      to: client,
      channel: 'telegram',
      state: 'sent',
      why: null,
      resent: false,
    },
    {
      kind: 'change',
      at: 2_500,
      what: 'booking.created',
      by,
      from: null,
      to: place,
      detail: null,
      override: 'she called <us>',
    },
    { kind: 'announced', at: 2_600, what: 'booking.created', superseded: false },
    { kind: 'shown', at: 3_500, what: 'anchor:slots' },
    { kind: 'staff', at: 4_000, what: 'resent', by },
  ];
  const { text } = await browser.get(at);
  for (const shown of ['Anna &lt;b>', '@anna', 'K7M2', 'Office, 12', 'she called &lt;us>', 'Olga'])
    expect(text).toContain(shown);
  const order = [
    'the interview ends',
    'Asked to send',
    'Their message now shows',
    'Message: booking with',
    'Announced',
    'Booked for',
    'confirms',
  ];
  const places = order.map((words) => text.indexOf(words, text.indexOf('class="timeline"')));
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(text).toContain(`href="http://temporal/booking:${event}:${anna}"`);
});

test('each message says to whom, by which way and how it went, in both languages', async () => {
  const { browser, state, press } = await desk('specialist');
  const row = { kind: 'message', resent: false, why: null, channel: 'telegram', state: 'sent' } as const;
  const olga = { name: 'Olga <b>', role: 'admin' } as const;
  state.history = [
    { ...row, at: 5, what: 'notify:booking_created:admin', to: olga },
    { ...row, at: 4, what: 'notice:held:admin', to: olga, state: 'unknown', resent: true },
    {
      ...row,
      at: 3,
      what: 'notify:booking_rescheduled:client',
      to: { name: 'Anna', role: 'client' },
      channel: 'web_push',
      state: 'blocked',
      why: '410 Gone',
    },
    { ...row, at: 2, what: 'anchor:booked', to: { name: 'Anna', role: 'client' }, state: 'blocked' },
    { ...row, at: 1, what: 'notice:day', to: { name: '', role: null }, state: 'failed', why: 'no <chat>' },
  ];
  const lines = async () => {
    const { text } = await browser.get(at);
    const list = /<ol class="timeline">([^]*)<\/ol>/.exec(text)?.[1] ?? '';
    return [...list.matchAll(/<\/time><span>([^]*?)<\/li>/g)].map(([, line = '']) =>
      line
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
  };
  expect(await lines()).toEqual([
    'Message: a new booking delivered Olga &lt;b>, administrator · in Telegram',
    'Message: digest unknown whether it arrived Olga &lt;b>, administrator · in Telegram · sent twice',
    'Message: a moved booking the browser takes no more Anna, candidate · in the browser · reason: 410 Gone',
    'Message: booking with time and place the bot is blocked Anna, candidate · in Telegram',
    'Message: list of the day’s interviews not taken in Telegram · reason: no &lt;chat>',
  ]);
  await press('/language', { lang: 'ru' });
  expect((await lines())[2]).toBe(
    'Сообщение: перенос записи браузер больше не принимает Anna, кандидат · в браузере · причина: 410 Gone',
  );
});

test('the page is live, and its buttons stay the same press until something was done', async () => {
  const { browser, double, state } = await desk('admin');
  const pages = await browser.stream(at);
  const keyIn = (text: unknown) => /name="key" value="([^"]+)"/.exec(String(text))?.[1] ?? '';
  const before = keyIn((await pages.next()).value);
  expect(before).not.toBe('');
  expect(keyIn((await browser.get(at)).text)).toBe(before);
  state.history = [{ kind: 'staff', at: 4_000, what: 'resent', by: { name: 'Olga', role: 'admin' } }];
  double.bell.ring();
  const after = String((await pages.next()).value);
  expect(after).toContain('Asked to send');
  expect(keyIn(after)).not.toBe(before);
});

test('without its workflow the page stands on what the database has, and says what is missing', async () => {
  const { browser, state } = await desk('viewer');
  state.look = { state: 'away' };
  const page = await browser.get(at);
  expect([page.status, page.text.includes('does not answer now')]).toEqual([200, true]);
  expect(page.text).not.toContain('<button type="submit" name="outcome"');
  expect(page.text).not.toContain('http://temporal');
});

test('a form pressed twice is one command; another choice in it is another', async () => {
  const { press, state } = await desk('admin');
  const two = '2'.repeat(24);
  await press(`${at}/move`, { slot: two });
  await press(`${at}/move`, { slot: two });
  state.slots.push(slot('4'));
  await press(`${at}/move`, { slot: '4'.repeat(24) });
  await press(`${at}/move`, { slot: two, key: 'another' });
  const keys = state.sent.map((one) => one.key);
  expect(new Set(keys).size).toBe(3);
  expect(keys[0]).toBe(keys[1]);
  expect(keys[0]).toMatch(/^panel:[0-9a-f]{32}$/);
});

test('a time taken meanwhile: the free times of this moment at once, with a new key', async () => {
  const { press, state } = await desk('admin');
  state.answers.push(no('slot_taken'));
  const page = await press(`${at}/move`, { slot: '2'.repeat(24) });
  expect(page.status).toBe(409);
  expect(page.text).toContain('has just been taken');
  expect(page.text).toContain(`value="${'2'.repeat(24)}"`);
  expect(page.text).not.toContain('value="one-form"');
});

test('no answer keeps the key: the next press learns what came of the first', async () => {
  const { press, state } = await desk('admin');
  state.answers.push(no('outcome_unknown'));
  const page = await press(`${at}/move`, { slot: '2'.repeat(24) });
  expect(page.text).toContain('value="one-form"');
  expect(page.text).toContain('will not be done twice');
});

test('a closed time is booked only with a reason, whose words are kept and never sent along', async () => {
  const { press, state } = await desk('admin');
  const shut = '3'.repeat(24);
  const asked = await press(`${at}/move`, { slot: shut });
  expect([asked.status, state.sent.length]).toEqual([422, 0]);
  expect(asked.text).toContain('Write why an exception is made');
  expect(asked.text).toMatch(new RegExp(`value="${shut}" checked`));
  const done = await press(`${at}/move`, { slot: shut, reason: ' Anna phoned ' });
  expect(done.to).toBe(at);
  expect(state.notes).toMatchObject([{ text: 'Anna phoned', company: 'default', user_id: anna }]);
  expect(state.sent[0]?.override_reason).toBe(`note:${state.notes[0]?.id}`);
  expect(JSON.stringify(state.sent)).not.toContain('phoned');
});

test('too late, too many moves, closed: said in words, with the reason to be written and the choice kept', async () => {
  const { press, state } = await desk('admin');
  for (const reason of ['too_late', 'max_moves', 'inside_cutoff', 'closed'] as const) {
    state.answers.push(no(reason));
    const page = await press(`${at}/move`, { slot: '2'.repeat(24) });
    expect([page.status, page.text.includes('eason')], reason).toEqual([409, true]);
    expect(page.text, reason).toMatch(/checked/);
  }
});

test('no time chosen, or one of another event: the form again, nothing asked', async () => {
  const { press, state } = await desk('admin');
  for (const chosen of ['', '9'.repeat(24), '$ne']) {
    const page = await press(`${at}/move`, { slot: chosen });
    expect([page.status, page.text.includes('Choose a time.')]).toEqual([422, true]);
  }
  expect(state.sent).toEqual([]);
});

test('cancelling asks once, says what will happen, and goes to the workflow with its reason', async () => {
  const { browser, press, state } = await desk('admin');
  const page = await browser.get(`${at}/cancel`);
  expect(page.text).toContain('The seat becomes free for others');
  expect(state.sent).toEqual([]);
  const done = await press(`${at}/cancel`, { reason: 'ill' });
  expect(done.to).toBe(at);
  expect(state.sent).toMatchObject([{ verb: 'cancel', reason: 'ill', initiated_by: { channel: 'panel' } }]);
  state.answers.push(no('not_booked'));
  const late = await press(`${at}/cancel`, { key: 'other' });
  expect([late.status, late.text.includes('There is no booking any more')]).toEqual([409, true]);
});

test('sending again is written down once, with who asked for it', async () => {
  const { press, double, state } = await desk('admin');
  await press(`${at}/resend`);
  await press(`${at}/resend`);
  expect(state.sent.map((one) => one.verb)).toEqual(['resend', 'resend']);
  expect(new Set(double.acts.map((act) => act.key)).size).toBe(1);
  expect(double.acts[0]).toMatchObject({ what: 'message.resent', target: id, title: 'K7M2' });
  state.answers.push(no('not_booked'));
  await press(`${at}/resend`, { key: 'x' });
  expect(double.acts).toHaveLength(2);
});

test('booking for somebody: the event, then a time; who has one already is shown it', async () => {
  const { browser, press, state, double } = await desk('admin');
  double.events = [
    {
      event_id: event,
      title: 'Backend',
      status: 'open',
      slots: 1,
      taken: 0,
      seats: 1,
      from: null,
      to: null,
    },
  ];
  const which = await browser.get(`/candidates/${anna}/book`);
  expect(which.text).toContain(`/candidates/${anna}/book?event=${event}`);
  const times = await browser.get(`/candidates/${anna}/book?event=${event}`);
  expect(times.text).toContain(`value="${'2'.repeat(24)}"`);
  const form = { event, slot: '2'.repeat(24) };
  expect((await press(`/candidates/${anna}/book`, form)).to).toBe(at);
  state.answers.push(no('already_booked'));
  const again = await press(`/candidates/${anna}/book`, { ...form, key: 'k' });
  expect(again.to).toBe(at);
  expect((await browser.get(at)).text).toContain('Here it is; it can be moved');
});

test('a specialist reads own bookings only, records what happened, and changes nothing else', async () => {
  const { browser, press, state } = await desk('specialist', { starts_at: 0, ends_at: 1 });
  const page = await browser.get(at);
  expect(state.scopes).toEqual([{ company: 'default', specialist: '0'.repeat(24) }]);
  expect(page.text).toContain('value="no_show"');
  expect(page.text).not.toContain('/cancel');
  expect(page.text).not.toContain('http://temporal');
  await press(`${at}/outcome`, { outcome: 'done' });
  expect(state.sent).toMatchObject([
    { verb: 'outcome', outcome: 'done', initiated_by: { role: 'specialist' } },
  ]);
  for (const path of ['move', 'cancel', 'resend'])
    expect((await press(`${at}/${path}`)).status, path).toBe(403);
  state.booking = undefined;
  expect((await browser.get(at)).status).toBe(404);
  expect((await press(`${at}/outcome`, { outcome: 'done' })).status).toBe(404);
});

test('each command says which booking is meant, and one that is outdated shows what stands now', async () => {
  const { press, state } = await desk('admin');
  const acts = [
    ['outcome', { outcome: 'undone' }],
    ['arrived', {}],
    ['resend', {}],
    ['cancel', {}],
    ['move', { slot: '2'.repeat(24) }],
  ] as const;
  for (const [act, form] of acts) {
    state.answers.push(no('outdated'));
    const refused = await press(`${at}/${act}`, form);
    expect([refused.status, refused.text.includes('This page was out of date')], act).toEqual([409, true]);
  }
  expect(state.sent.map((one) => one.booking_id)).toEqual(acts.map(() => id));
});

test('an older booking of the same person stays what it is: nothing asked of it is done to the newer one', async () => {
  const begun = { status: 'no_show', active: false, latest: false, starts_at: 0 } as const;
  const { browser, press, state } = await desk('admin', begun);
  const page = await browser.get(at);
  for (const act of ['/outcome', '/arrived', '/resend', '/cancel', '/move'])
    expect(page.text, act).not.toContain(`"${at}${act}"`);
  for (const [act, form] of [
    ['outcome', { outcome: 'undone' }],
    ['arrived', {}],
    ['resend', {}],
    ['cancel', {}],
    ['move', { slot: '2'.repeat(24) }],
  ] as const)
    expect((await press(`${at}/${act}`, form)).status, act).toBe(409);
  expect(state.sent).toEqual([]);
});

test('what an interviewer proposed stands in the history with its times, and so does that none of them suits', async () => {
  const { browser, state } = await desk('viewer');
  const row = { kind: 'change', what: 'booking.proposal', from: null, to: null, override: null } as const;
  state.history = [
    {
      ...row,
      at: 1_000,
      by: { name: 'Sergei', role: 'specialist' },
      detail: '2026-11-26T12:00:00.000Z 2026-11-27T13:00:00.000Z',
    },
    { ...row, at: 2_000, by: { name: '', role: 'candidate' }, detail: 'declined' },
    { ...row, at: 3_000, by: { name: 'Sergei', role: 'specialist' }, detail: 'withdrawn' },
  ];
  const { text } = await browser.get(at);
  expect(text).toContain('Another time proposed: Thu 26.11 · 15:00, Fri 27.11 · 16:00');
  expect(text).toContain('The candidate keeps their time');
  expect(text).toContain('The proposal of another time is withdrawn');
});

test('what is switched off for candidates is said before it is done, and afterwards not called a failure', async () => {
  const { browser, double } = await desk('admin', { informed: 'switched_off' });
  expect((await browser.get(at)).text).toContain('messages are switched off');
  expect((await browser.get(at)).text).not.toContain('could not be told');
  const said = async () => [(await browser.get(`${at}/cancel`)).text, (await browser.get(`${at}/move`)).text];
  const [gets, off] = ['The candidate gets a message', 'switched off for candidates'];
  for (const text of await said()) expect([text.includes(gets), text.includes(off)]).toEqual([true, false]);
  double.settled = (['booking_cancelled', 'booking_rescheduled'] as const).map((event_type) => ({
    event_type,
    recipient_role: 'client',
    channel: 'telegram',
    enabled: false,
    ad_template_id: null,
  }));
  for (const text of await said()) expect([text.includes(gets), text.includes(off)]).toEqual([false, true]);
});
