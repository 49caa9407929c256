import { expect, test } from 'vitest';
import type { BookingAnswer } from '../../contracts/workflows/booking.ts';
import type { SlotLine } from '../../core/messages/model.ts';
import { sampleEvent, sampleModel } from '../../core/messages/samples.ts';
import type { StaffCard } from '../../core/messages/staff/model.ts';
import { bookingId, eventId, slotId, userId } from '../../core/shared/ids.ts';
import { type BookingPress, type StaffPress, slotMark } from '../../core/staff/press.ts';
import type { Reply } from '../person/reply.ts';
import type { Proposable, Seer, StaffDeps } from './ports.ts';
import { pressed } from './press.ts';

const booking_id = bookingId('00000000000000000000000b');
const whose = { event_id: eventId('00000000000000000000000e'), user_id: userId('00000000000000000000000a') };
const olga: Seer = { user_id: userId('00000000000000000000000d'), company_id: 'default', duty: 'admin' };
const [slot] = [...sampleModel.slots.values()];
const card: StaffCard = {
  booking_id,
  rev: 3,
  number: 'K7M2Q',
  status: 'booked',
  event: sampleEvent,
  candidate: { name: 'Anna Petrova', phone: null },
  slot: slot ? { ...slot, specialist: null } : null,
  previous_at: null,
  reply: null,
  proposed: [],
  arrived: false,
  outcome: null,
  cancelled_by: null,
  latest: true,
};
const asked = { chat_id: 7, update_id: 42, trace_id: 'trace' };
const yes = { ok: true } as BookingAnswer;

const own = ['10', '11', '12', '13'].map((id, n) => ({
  ...(slot as SlotLine),
  slot_id: slotId(id.padStart(24, '0')),
  starts_at: (slot?.starts_at ?? 0) + (n + 1) * 3_600_000,
}));

function desk(
  now: StaffCard | null,
  answer: BookingAnswer | { ok: false; reason: 'outcome_unknown' } = yes,
  free: Proposable = { kind: 'slots', slots: own },
  changedBy = 'another trace',
) {
  const done: unknown[] = [];
  const command = (what: string) => async (of: unknown, with_: { key: string }) => {
    done.push([what, of, with_]);
    return answer;
  };
  const deps: StaffDeps = {
    desk: {
      seer: async () => olga,
      booking: async () => now && { ...whose, card: now, changed_by: changedBy },
      day: async () => [],
      find: async () => ({ found: [], more: false }),
      typed: async () => null,
      proposable: async () => free,
    },
    commands: {
      book: command('book'),
      move: command('move'),
      cancel: command('cancel'),
      outcome: command('outcome'),
      propose: command('propose'),
      withdraw: command('withdraw'),
    },
    freeSlots: async () => sampleModel.page ?? { slots: [], page: 0, earlier: false, later: false, total: 0 },
    panelUrl: 'https://zapis.example.org',
    now: async () => (slot?.starts_at ?? 0) - 1,
  };
  const press = (one: StaffPress, seer = olga) => pressed(deps, one, { seer, lang: 'en', asked });
  return { press, done };
}

const on = (press: Omit<BookingPress, 'booking_id' | 'rev'>, rev: number | null = 3) =>
  ({ ...press, booking_id, rev }) as BookingPress;
const cancel = on({ kind: 'confirm_cancel', return_to: 'card' } as never);
const move = on({ kind: 'move_to', slot_id: slotId('00000000000000000000000c') } as never);
const labels = (reply: Reply) =>
  'message' in reply ? reply.message.keyboard.flat().map(({ label }) => label) : [];
const text = (reply: Reply) => ('message' in reply ? reply.message.text.html : '');

test('cancelling asks first, then the booking’s workflow does it, in the name of who pressed', async () => {
  const { press, done } = desk(card);
  const question = await press(on({ kind: 'cancel', return_to: 'card' } as never));
  expect(labels(question)).toEqual(['Do not cancel', 'Yes, cancel it']);
  expect(done).toEqual([]);
  expect(text(await press(cancel))).toContain('Done: the booking is cancelled.');
  expect(done).toEqual([
    [
      'cancel',
      { ...whose, card, changed_by: 'another trace' },
      {
        key: 'tg:7:42',
        trace_id: 'trace',
        initiated_by: { user_id: olga.user_id, role: 'admin', channel: 'tg_bot' },
        booking_id,
        seen: { slot_id: slot?.slot_id, starts_at: slot?.starts_at },
      },
    ],
  ]);
});

test('a button drawn before the booking changed does nothing, and shows what stands now', async () => {
  const { press, done } = desk({ ...card, rev: 4, status: 'cancelled', cancelled_by: 'candidate' });
  for (const stale of [cancel, move, on({ kind: 'outcome', outcome: 'done' } as never)]) {
    const reply = await press(stale);
    expect(text(reply)).toContain('The booking has changed meanwhile.');
    expect(text(reply)).toContain('Cancelled by the candidate');
  }
  expect(done).toEqual([]);
});

test('a tap whose answer got lost is told that it was done, not that somebody else changed the booking', async () => {
  const { press, done } = desk({ ...card, rev: 4 }, yes, undefined, asked.trace_id);
  expect(text(await press(move))).toContain('Done: the booking is moved.');
  expect(text(await press(cancel))).toContain('Done: the booking is cancelled.');
  const question = on({ kind: 'cancel', return_to: 'card' } as never);
  expect(text(await press(question))).toContain('The booking has changed meanwhile.');
  expect(done).toEqual([]);
});

test('without a revision only the menu opens', async () => {
  const { press, done } = desk(card);
  const reply = await press(on({ kind: 'confirm_cancel', return_to: 'card' } as never, null));
  expect(labels(reply)).toEqual(['🔁 Move', 'Open in the panel', '‹ Back', '❌ Cancel the booking']);
  expect(done).toEqual([]);
});

test('of two who press at once the second reads why it was not done, and what is there', async () => {
  const { press } = desk(card, { ok: false, reason: 'slot_taken', booking: null });
  expect(text(await press(move))).toContain('This time has just been taken.');
});

test('who chooses another time anew is booked, not moved', async () => {
  const { press, done } = desk({ ...card, status: 'pending', previous_at: 1 });
  await press(move);
  expect(done).toMatchObject([['book', {}, { slot_id: '00000000000000000000000c' }]]);
});

test('while nobody knows what came of it, it is asked again instead of guessed', async () => {
  const { press } = desk(card, { ok: false, reason: 'outcome_unknown' });
  await expect(press(cancel)).rejects.toMatchObject({ type: 'BookingAway' });
});

test('an interviewer moves nobody by a menu, and what is not theirs is not there', async () => {
  const mine = await desk(card).press(on({ kind: 'menu', return_to: 'today' } as never), sergei);
  expect(labels(mine)).toEqual([
    '💬 Propose another time',
    'Open in the panel',
    '‹ Back',
    '❌ Cancel the booking',
  ]);
  const other = await desk(null).press(cancel, sergei);
  expect(text(other)).toBe('This booking is no longer there, or no longer yours.');
});

test('hiding takes the message away, also of a booking that is gone', async () => {
  for (const now of [card, null])
    expect(await desk(now).press(on({ kind: 'hide' } as never))).toMatchObject({ said: 'staff_hidden' });
});

const sergei: Seer = { ...olga, duty: 'specialist' };
const marks = own.map(({ slot_id }) => slotMark(slot_id));
const asking = (marked: readonly string[], page = 0) => on({ kind: 'propose', marks: marked, page } as never);
const sending = (marked: readonly string[]) => on({ kind: 'send_proposal', marks: marked } as never);
const times = (reply: Reply) =>
  labels(reply).filter((label) => label.includes(':') && !label.startsWith('📨'));

test('an interviewer marks up to three of their own free times, takes marks off, and sends them', async () => {
  const { press, done } = desk(card);
  const empty = await press(asking([]), sergei);
  expect(times(empty)).toHaveLength(4);
  expect(labels(empty)).not.toContain('📨 Send (0)');
  const two = await press(asking(marks.slice(1, 3)), sergei);
  expect(times(two).map((label) => label.startsWith('✅'))).toEqual([false, true, true, false]);
  expect(labels(two)).toContain('📨 Send (2)');
  const three = await press(asking(marks.slice(0, 3)), sergei);
  expect(times(three)).toHaveLength(3);
  expect(text(three)).toContain('all that can be proposed');
  expect(done).toEqual([]);
  const sent = await press(sending(marks.slice(1, 3)), sergei);
  expect(text(sent)).toContain('the proposal is sent');
  expect(done).toMatchObject([
    [
      'propose',
      { ...whose },
      {
        key: 'tg:7:42',
        booking_id,
        seen: { slot_id: slot?.slot_id, starts_at: slot?.starts_at },
        initiated_by: { user_id: sergei.user_id, role: 'specialist', channel: 'tg_bot' },
        times: own.slice(1, 3).map(({ slot_id, starts_at }) => ({ slot_id, starts_at })),
      },
    ],
  ]);
});

test('what was taken since it was marked is not sent, and is said', async () => {
  const { press, done } = desk(card, yes, { kind: 'slots', slots: own.slice(1) });
  const reply = await press(sending(marks.slice(0, 2)), sergei);
  expect(text(reply)).toContain('was taken while you were choosing');
  expect(labels(reply)).toContain('📨 Send (1)');
  expect(done).toEqual([]);
});

test('nothing free is said, and so is that it is too late to ask', async () => {
  const none = await desk(card, yes, { kind: 'slots', slots: [] }).press(asking([]), sergei);
  expect(text(none)).toContain('You have no other free time');
  expect(labels(none)).toEqual(['‹ Back']);
  const fixed = await desk(card, yes, { kind: 'fixed' }).press(asking([]), sergei);
  expect(text(fixed)).toContain('too late to propose');
});

test('who moves bookings themselves proposes nothing, and a lost role finds no booking', async () => {
  const { press, done } = desk(card);
  await press(sending(marks.slice(0, 1)), olga);
  expect(text(await desk(null).press(sending(marks.slice(0, 1)), sergei))).toContain('no longer yours');
  expect(done).toEqual([]);
});

test('an interviewer takes their proposal back while it stands; a coordinator has nothing to take back', async () => {
  const waiting = { ...card, proposed: own.slice(0, 1).map((one) => one.starts_at) };
  const menu = on({ kind: 'menu', return_to: 'card' } as never);
  const button = '↩️ Withdraw the proposal';
  expect(labels(await desk(waiting).press(menu, sergei))).toContain(button);
  expect(labels(await desk(card).press(menu, sergei))).not.toContain(button);
  expect(labels(await desk(waiting).press(menu, olga))).not.toContain(button);
  const withdraw = on({ kind: 'withdraw' } as never);
  const { press, done } = desk(waiting);
  await press(withdraw, olga);
  expect(done).toEqual([]);
  expect(text(await press(withdraw, sergei))).toContain('the candidate is no longer asked');
  expect(done).toMatchObject([
    [
      'withdraw',
      whose,
      { booking_id, initiated_by: { role: 'specialist' }, seen: { slot_id: slot?.slot_id } },
    ],
  ]);
  const late = desk(waiting, { ok: false, reason: 'outdated', booking: null });
  expect(text(await late.press(withdraw, sergei))).not.toContain('Done');
});

test('the card says which times wait for an answer', async () => {
  const reply = await desk({ ...card, proposed: own.slice(0, 2).map((one) => one.starts_at) }).press(
    on({ kind: 'card' } as never),
    sergei,
  );
  expect(text(reply)).toMatch(/Another time is proposed: .*15:00, .*16:00$/m);
});
