import { expect, test } from 'vitest';
import type { Effect } from './effects.ts';
import { hour, Play, slotA, slotB, slotC } from './play.ts';
import { menuOf } from './state.ts';

const sergei = { user_id: 'd'.repeat(24), role: 'specialist', channel: 'tg_bot' } as const;
const time = (slot_id: typeof slotA) => ({ slot_id, starts_at: 0 });
const asked = (key: string) => ({ key, trace_id: 't', initiated_by: sergei });
const propose = (play: Play, times = [slotB, slotC], key = 'one') =>
  play.happens({
    kind: 'asked',
    asked: asked(key),
    wanted: { do: 'propose', times: times.map(time) },
  });
const verbs = (effects: readonly Effect[]) =>
  effects.flatMap((one) => (one.do === 'order' ? [one.order.verb] : []));
const answer = (effects: readonly Effect[]) =>
  effects.flatMap((one) => ('answer' in one && one.answer ? [one.answer.answer] : []))[0];
const said = (play: Play, key = 'one') => play.state.answers.find((one) => one.key === key)?.said;
const asks = { kind: 'proposal', slot_id: slotA, times: [slotB, slotC] } as const;

test('a proposal is a new message, and the booking stands until one of its times is pressed', () => {
  const play = new Play().booked();
  expect(propose(play).at(-1)).toEqual({ do: 'send', key: 'asked:one', lane: 'person' });
  expect(play.state).toMatchObject({ phase: 'booked', screen: asks, booking: { slot: { slot_id: slotA } } });
  expect(said(play)).toMatchObject({ ok: true });
  play.tap({ kind: 'show' }, { menu: 'command' });
  expect(play.state.screen).toEqual(asks);
});

test('a time that is pressed is one ordinary move, at the time that was shown', () => {
  const play = new Play().booked();
  propose(play);
  const starts_at = play.state.booking?.proposed?.find(({ slot_id }) => slot_id === slotC)?.starts_at;
  const menu = menuOf(play.state);
  const first = play.tap({ kind: 'accept', slot_id: slotC }, { menu });
  expect(play.orders.at(-1)).toEqual({ verb: 'confirmSeat', slot_id: slotC, as: 'moved', starts_at });
  expect(play.state).toMatchObject({
    screen: { kind: 'booked', slot_id: slotC, moved: true },
    booking: { moves: 1, proposed: [] },
  });
  expect(play.state.outbox.map((one) => one.type)).toEqual([
    'booking.created',
    'booking.proposal',
    'booking.rescheduled',
  ]);
  const second = play.tap({ kind: 'accept', slot_id: slotC }, { menu });
  expect([verbs(second), answer(second)]).toEqual([[], answer(first)]);
});

test('a time taken meanwhile is told, the others stay, and the booking stands', () => {
  const play = new Play().booked();
  propose(play);
  play.refuse = 'slot_taken';
  const refused = play.tap({ kind: 'accept', slot_id: slotB });
  expect(answer(refused)).toEqual({ code: 'slot_taken', alert: true });
  expect(play.state.screen).toEqual({ ...asks, times: [slotC], notice: 'slot_taken' });
  expect(play.state.booking?.slot?.slot_id).toBe(slotA);
  play.tap({ kind: 'accept', slot_id: slotC });
  expect(play.state.screen).toMatchObject({ kind: 'booked', slot_id: slotC });
});

test.each(['release', 'swap'] as const)(
  'with every proposed time gone all that is free is shown, and nothing is given up (%s)',
  (reschedule_policy) => {
    const play = new Play({ reschedule_policy }).booked();
    propose(play, [slotB]);
    play.refuse = 'slot_taken';
    play.tap({ kind: 'accept', slot_id: slotB });
    expect(play.state.screen).toMatchObject({
      kind: 'slots',
      notice: 'slot_taken',
      keep: { slot_id: slotA, still_booked: true },
    });
    play.tap({ kind: 'choose', slot_id: slotC });
    play.tap({ kind: 'confirm' });
    expect(play.state).toMatchObject({
      screen: { kind: 'booked', slot_id: slotC, moved: true },
      booking: { moves: 1 },
    });
  },
);

test('who keeps the old time when the proposed ones are gone has answered too', () => {
  const play = new Play().booked();
  propose(play, [slotB]);
  play.refuse = 'slot_taken';
  play.tap({ kind: 'accept', slot_id: slotB });
  expect(verbs(play.tap({ kind: 'keep' }))).toEqual(['declineProposal']);
  expect(play.state.screen).toMatchObject({ kind: 'booked', slot_id: slotA, kept: true });
});

test('Keep my time closes the proposal, once, and whoever asked hears of it', () => {
  const play = new Play().booked();
  propose(play);
  const menu = menuOf(play.state);
  expect(verbs(play.tap({ kind: 'keep' }, { menu }))).toEqual(['declineProposal']);
  expect(verbs(play.tap({ kind: 'keep' }, { menu }))).toEqual([]);
  expect(play.state).toMatchObject({
    screen: { kind: 'booked', slot_id: slotA, kept: true },
    booking: { moves: 0, proposed: [] },
  });
  expect(play.state.outbox.map((one) => one.type).slice(1)).toEqual(['booking.proposal', 'booking.proposal']);
});

const withdraw = (play: Play, key = 'w') =>
  play.happens({ kind: 'asked', asked: asked(key), wanted: { do: 'withdraw' } });

test('who takes their proposal back edits the question away; what was proposed is an old button, and the booking stands', () => {
  const play = new Play().booked();
  propose(play);
  const menu = menuOf(play.state);
  const effects = withdraw(play);
  expect(effects.filter((one) => one.do !== 'order')).toEqual([{ do: 'show' }]);
  expect(verbs(effects)).toEqual(['withdrawProposal']);
  expect(said(play, 'w')).toMatchObject({ ok: true });
  expect(play.state).toMatchObject({
    screen: { kind: 'booked', slot_id: slotA, withdrawn: true },
    booking: { moves: 0, proposed: [] },
  });
  expect(play.state.outbox.map((one) => one.type).slice(1)).toEqual(['booking.proposal', 'booking.proposal']);
  const late = play.tap({ kind: 'accept', slot_id: slotB }, { menu });
  expect([verbs(late), answer(late)?.code]).toEqual([[], 'outdated']);
  expect(play.state.booking?.slot?.slot_id).toBe(slotA);
});

test('taken back once: then, and when nothing was proposed or it was answered, there is nothing to take back', () => {
  const play = new Play().booked();
  withdraw(play, 'before');
  propose(play);
  withdraw(play, 'once');
  withdraw(play, 'twice');
  propose(play, [slotB], 'again');
  play.tap({ kind: 'accept', slot_id: slotB });
  withdraw(play, 'late');
  for (const key of ['before', 'twice', 'late'])
    expect(said(play, key), key).toMatchObject({ ok: false, reason: 'outdated' });
  expect(said(play, 'once')).toMatchObject({ ok: true });
  expect(play.orders.filter(({ verb }) => verb === 'withdrawProposal')).toHaveLength(1);
});

test('who is choosing another time meanwhile goes on choosing, with the seat they hold', () => {
  const play = new Play({ reschedule_policy: 'swap' }).booked();
  propose(play, [slotB]);
  play.tap({ kind: 'move' }, { menu: 'command' });
  play.tap({ kind: 'choose', slot_id: slotC });
  const { screen, counter } = play.state;
  const effects = withdraw(play);
  expect(effects.filter((one) => one.do !== 'order')).toEqual([]);
  expect(play.state).toMatchObject({ screen, counter, booking: { proposed: [] } });
  play.tap({ kind: 'confirm' });
  expect(play.state.screen).toMatchObject({ kind: 'booked', slot_id: slotC, moved: true });
});

test('of a reminder only the question goes; a store that refuses changes nothing on the screen', () => {
  const play = new Play().booked();
  propose(play);
  play.pass(47.5 * hour);
  const before = play.state.screen;
  play.refuse = 'stale';
  expect(withdraw(play, 'refused').filter((one) => one.do !== 'order')).toEqual([]);
  expect([said(play, 'refused')?.ok, play.state.screen]).toEqual([false, before]);
  withdraw(play);
  expect(play.state.screen).toMatchObject({ kind: 'reminder', slot_id: slotA });
  expect(play.state.screen).not.toHaveProperty('proposed');
});

test('a second proposal takes the place of the first, and with it the times found taken', () => {
  const play = new Play().booked();
  propose(play);
  const old = menuOf(play.state);
  play.refuse = 'slot_taken';
  play.tap({ kind: 'accept', slot_id: slotB });
  propose(play, [slotB], 'two');
  expect(play.state.screen).toEqual({ ...asks, times: [slotB] });
  const late = play.tap({ kind: 'accept', slot_id: slotC }, { menu: old });
  expect([verbs(late), answer(late)?.code]).toEqual([[], 'outdated']);
});

test.each<[string, (play: Play) => void]>([
  ['moves', (play) => void play.tap({ kind: 'move' }, { menu: 'command' })],
  [
    'is cancelled',
    (play) => {
      play.tap({ kind: 'cancel' }, { menu: 'command' });
      play.tap({ kind: 'cancel_reason', code: 'time' });
    },
  ],
  ['is too close to be moved', (play) => void play.pass(48.5 * hour)],
  ['has begun', (play) => void play.pass(50.5 * hour)],
  ['is of an event that closes', (play) => void play.closesEvent()],
])('a proposal ends by itself when the booking %s', (_when, ends) => {
  const play = new Play().booked();
  propose(play);
  ends(play);
  const menu = menuOf(play.state);
  play.tap({ kind: 'accept', slot_id: slotB }, { menu });
  expect(verbs(play.effects).filter((verb) => verb === 'confirmSeat')).toHaveLength(1);
  play.tap({ kind: 'show' }, { menu: 'command' });
  expect(play.state.screen).not.toMatchObject({ kind: 'proposal' });
  expect(play.state.screen).not.toHaveProperty('proposed');
});

test('the reminder carries what is not answered; an answer to one is not an answer to the other', () => {
  const play = new Play().booked();
  propose(play);
  play.pass(47.5 * hour);
  expect(play.state.screen).toMatchObject({ kind: 'reminder', proposed: [slotB, slotC] });
  play.tap({ kind: 'reply', value: 'coming' });
  expect(play.state.screen).toMatchObject({ kind: 'reminder', reply: 'coming', proposed: [slotB, slotC] });
  play.tap({ kind: 'keep' });
  expect(play.state.screen).toMatchObject({ kind: 'reminder', reply: 'coming' });
  expect(play.state.screen).not.toHaveProperty('proposed');
});

test('whoever was choosing another time is asked instead, and no seat is left held', () => {
  const play = new Play({ reschedule_policy: 'swap' }).booked();
  play.tap({ kind: 'move' }, { menu: 'command' });
  play.tap({ kind: 'choose', slot_id: slotC });
  propose(play);
  expect(play.state).toMatchObject({ chosen: null, moving: null, screen: asks, booking: { holds: [] } });
});

test('what cannot be moved is not asked about, and the candidate sees nothing of it', () => {
  const play = new Play({ max_moves: 0 }).booked();
  const before = play.state.screen;
  expect(propose(play)).toEqual([]);
  expect(said(play)).toMatchObject({ ok: false, reason: 'max_moves' });
  const late = new Play().booked();
  late.pass(48.5 * hour);
  propose(late);
  expect(said(late)).toMatchObject({ ok: false, reason: 'inside_cutoff' });
  const closed = new Play().booked();
  closed.closesEvent();
  propose(closed);
  expect(said(closed)).toMatchObject({ ok: false, reason: 'event_closed' });
  const taken = new Play().booked();
  taken.refuse = 'slot_taken';
  expect(propose(taken)).toHaveLength(1);
  expect(said(taken)).toMatchObject({ ok: false, reason: 'slot_taken' });
  expect([play.state.screen, taken.state.screen]).toEqual([before, before]);
});

test('a run that begins anew knows what was proposed', () => {
  const play = new Play().booked();
  propose(play);
  play.restart('other');
  expect(play.state.screen).toEqual(asks);
  play.tap({ kind: 'accept', slot_id: slotB }, { menu: 'command' });
  expect(play.state.screen).toMatchObject({ kind: 'booked', slot_id: slotB });
});

test('without Telegram: a page keeps the time too, and finds out when nothing is asked any more', () => {
  const play = new Play().booked();
  propose(play);
  const keep = (key: string) => play.happens({ kind: 'asked', asked: asked(key), wanted: { do: 'keep' } });
  keep('k1');
  keep('k2');
  expect(said(play, 'k1')).toMatchObject({ ok: true });
  expect(said(play, 'k2')).toMatchObject({ ok: false, reason: 'outdated' });
});
