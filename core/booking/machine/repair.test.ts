import { expect, test } from 'vitest';
import type { BookingId } from '../../shared/ids.ts';
import type { BookingFacts, Truth, Unpublished } from '../facts.ts';
import type { Effect } from './effects.ts';
import { begin, happen, settle, timersOf } from './index.ts';
import { hour, Play, slotA } from './play.ts';
import { menuOf } from './state.ts';

const verbs = (effects: readonly Effect[]) =>
  effects.flatMap((one) => (one.do === 'order' ? [one.order.verb] : []));
const told = (effects: readonly Effect[]) => effects.filter((one) => one.do !== 'order');
const repair = (terminated = false) => ({ kind: 'repair', damage: 'workflow_missing', terminated }) as const;
const begun = (truth: Truth, now: number) => begin(truth, 'an0ther', now, 'repaired');
const bookingOf = (play: Play): BookingFacts => {
  const { booking } = play.state;
  if (!booking) throw new Error('nothing was booked');
  return booking;
};

/** The store's answers to a repair: what is read, and what is there once it was mended. */
function repaired(play: Play, truth: Truth, mended: BookingFacts | null = truth.booking, terminated = false) {
  const cause = repair(terminated);
  const first = happen(play.state, cause, play.now);
  const read = { ok: true, booking: truth.booking, announce: null, truth } as const;
  const second = settle(first.state, { verb: 'readTruth' }, read, cause, play.now);
  const [order] = second.effects.flatMap((one) => (one.do === 'order' ? [one.order] : []));
  if (order?.verb !== 'mendBooking') return { state: second.state, effects: second.effects };
  const done = { ok: true, booking: mended, announce: null } as const;
  const third = settle(second.state, { verb: 'mendBooking' }, done, cause, play.now);
  return { state: third.state, effects: [...second.effects, ...third.effects] };
}

const announcement = (rev: number): Unpublished => ({
  booking_id: 'c'.repeat(24) as BookingId,
  rev,
  type: 'booking.created',
});

test('a repair that finds nothing else than was believed mends and shows nothing', () => {
  const play = new Play().booked();
  const { effects, state } = repaired(play, play.truth());
  expect(verbs(effects)).toEqual(['mendBooking']);
  expect(told(effects)).toEqual([]);
  expect(menuOf(state)).toBe(menuOf(play.state));
});

test('a hold that the repair gave back is taken off the screen by an edit, not by a message', () => {
  const play = new Play();
  play.tap({ kind: 'sign_up' }, { menu: 'command' });
  play.tap({ kind: 'choose', slot_id: slotA });
  const { effects, state } = repaired(play, play.truth(), { ...bookingOf(play), holds: [] });
  expect(told(effects)).toEqual([{ do: 'show' }]);
  expect(state).toMatchObject({ phase: 'choosing', chosen: null, screen: { kind: 'slots' } });
});

test('a mending that comes after a newer operation is dropped in silence', () => {
  const play = new Play().booked();
  const stale = { ok: false, reason: 'stale', booking: play.state.booking } as const;
  const step = settle(play.state, { verb: 'mendBooking' }, stale, repair(), play.now);
  expect(step.effects).toEqual([]);
});

test('a run that is started again waits for all it waited for and says nothing', () => {
  const play = new Play().booked();
  const again = begun(play.truth(), play.now);
  expect(again).toMatchObject({ phase: 'booked', over: false, screen: { kind: 'booked', slot_id: slotA } });
  expect(timersOf(again)).toEqual(timersOf(play.state));
});

test('its reminder fires once: what went out before is not planned again', () => {
  const play = new Play().booked();
  play.pass(48 * hour);
  const again = begun(play.truth(), play.now);
  expect(again.phase).toBe('reminded');
  expect(timersOf(again).map((timer) => timer.timer)).toEqual(['slot_end']);
});

test('an end that was said before is not said again', () => {
  const play = new Play().booked();
  play.pass(52 * hour);
  const truth = { ...play.truth(), booking: { ...bookingOf(play), due_said: true } };
  expect(timersOf(begun(truth, play.now)).map((timer) => timer.timer)).toEqual(['give_up']);
});

test('"no time booked now" is said fifteen minutes after the time was cleared, whatever was lost, and once', () => {
  const play = new Play().booked();
  play.tap({ kind: 'move' }, { menu: 'command' });
  const cleared = (cleared_at: number | null) => ({
    ...play.truth(),
    booking: { ...bookingOf(play), cleared_at },
  });
  const minute = 60_000;
  expect(begun(cleared(play.now - 10 * minute), play.now).unbookedAt).toBe(play.now + 5 * minute);
  expect(begun(cleared(play.now - 20 * minute), play.now).unbookedAt).toBe(play.now);
  expect(begun(cleared(null), play.now).unbookedAt).toBeNull();
});

test('what was never announced is announced by the run that begins, in the order of the commits', () => {
  const play = new Play().booked();
  const truth = { ...play.truth(), unpublished: [announcement(1), announcement(2)] };
  expect(begun(truth, play.now).outbox).toEqual(truth.unpublished);
});

test('a repair puts in front what is missing in the outbox, and nothing twice', () => {
  const play = new Play().booked();
  const [created] = play.state.outbox;
  const rev = created?.rev ?? 0;
  play.tap({ kind: 'move' }, { menu: 'command' });
  const truth = { ...play.truth(), unpublished: [announcement(rev - 1), announcement(rev)] };
  const { state } = repaired(play, truth);
  expect(state.outbox.map((one) => one.rev)).toEqual([rev - 1, rev, bookingOf(play).rev]);
});

test('terminated by hand: the booking is cancelled and the candidate told by a new message', () => {
  const play = new Play().booked();
  play.state = begun(play.truth(), play.now);
  const effects = play.happens(repair(true));
  expect(verbs(effects)).toEqual(['readTruth', 'cancelBooking']);
  expect(told(effects)).toMatchObject([{ do: 'send', lane: 'person' }]);
  expect(play.state).toMatchObject({ phase: 'cancelled', over: true });
});

test('somebody who has nothing here gets no run that waits and nudges; a tap begins one after all', () => {
  const play = new Play({ nudge_after_ms: hour });
  play.state = begun(play.truth(), play.now);
  expect(play.state.over).toBe(true);
  expect(timersOf(play.state)).toEqual([]);
  play.tap({ kind: 'sign_up' }, { menu: 'command' });
  expect(play.state).toMatchObject({ over: false, phase: 'choosing', screen: { kind: 'slots' } });
});
