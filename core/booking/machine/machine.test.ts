import { describe, expect, test } from 'vitest';
import { type BookingId, bookingId } from '../../shared/ids.ts';
import type { Effect } from './effects.ts';
import type { SeenTime, Wanted } from './happening.ts';
import { begin } from './index.ts';
import { hour, Play, slotA, slotB } from './play.ts';
import { menuOf } from './state.ts';

const verbs = (effects: readonly Effect[]) =>
  effects.flatMap((one) => (one.do === 'order' ? [one.order.verb] : []));
const answer = (effects: readonly Effect[]) =>
  effects.flatMap((one) => ('answer' in one && one.answer ? [one.answer.answer] : []))[0];
const announced = (play: Play) => play.state.outbox.map((one) => one.type);

describe('booking', () => {
  test('Sign Up, a slot, Confirm: one booking, announced once', () => {
    const play = new Play().booked();
    expect(play.state).toMatchObject({
      phase: 'booked',
      screen: { kind: 'booked', slot_id: slotA, moved: false },
    });
    expect(play.orders.map((one) => one.verb)).toEqual(['takeHold', 'confirmSeat']);
    expect(announced(play)).toEqual(['booking.created']);
  });

  test('a second tap on Confirm books once and is answered as the first', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.tap({ kind: 'choose', slot_id: slotA });
    const menu = menuOf(play.state);
    const first = play.tap({ kind: 'confirm' }, { menu });
    const second = play.tap({ kind: 'confirm' }, { menu });
    expect(verbs(second)).toEqual([]);
    expect(answer(second)).toEqual(answer(first));
    expect(announced(play)).toEqual(['booking.created']);
  });

  test('an update that comes again does nothing', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command', update: 41 });
    expect(play.tap({ kind: 'sign_up' }, { menu: 'command', update: 41 })).toEqual([]);
  });

  test('a button of an earlier menu is called outdated and shows what is true', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    const old = menuOf(play.state);
    play.tap({ kind: 'choose', slot_id: slotA });
    play.tap({ kind: 'confirm' });
    const late = play.tap({ kind: 'choose', slot_id: slotB }, { menu: old });
    expect(verbs(late)).toEqual([]);
    expect(answer(late)).toEqual({ code: 'outdated', alert: true });
    expect(play.state.screen).toMatchObject({ kind: 'booked', slot_id: slotA });
  });

  test('Confirm on the drawing before books what is held, when the new one promises the same', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.tap({ kind: 'choose', slot_id: slotA });
    const before = menuOf(play.state);
    expect(play.changesEvent('open')).toContainEqual({ do: 'show' });
    play.changesEvent('open');
    expect(menuOf(play.state)).not.toBe(before);
    const confirmed = play.tap({ kind: 'confirm' }, { menu: before });
    expect(verbs(confirmed)).toEqual(['confirmSeat']);
    expect(answer(confirmed)).toEqual({ code: 'ok', alert: false });
    expect(play.state).toMatchObject({ phase: 'booked', booking: { slot: { slot_id: slotA } } });
    const again = play.tap({ kind: 'confirm' }, { menu: before });
    expect(verbs(again)).toEqual([]);
    expect(answer(again)).toEqual({ code: 'ok', alert: false });
  });

  test('a slot pressed on a list that is drawn anew that moment is the slot they get', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.tap({ kind: 'page', page: 1 });
    const before = menuOf(play.state);
    play.changesEvent('open');
    play.tap({ kind: 'choose', slot_id: slotB }, { menu: before });
    expect(play.state).toMatchObject({ phase: 'holding', screen: { kind: 'chosen', slot_id: slotB } });
  });

  test.each(['time', 'place'] as const)(
    'Confirm of what is held is old when staff changed its %s, and nothing is booked',
    (what) => {
      const play = new Play();
      play.tap({ kind: 'sign_up' }, { menu: 'command' });
      play.tap({ kind: 'choose', slot_id: slotA });
      const before = menuOf(play.state);
      play.changesSlot(slotA, what === 'time' ? hour : 0);
      const late = play.tap({ kind: 'confirm' }, { menu: before });
      expect(verbs(late)).toEqual([]);
      expect(answer(late)).toEqual({ code: 'outdated', alert: true });
      expect(play.state).toMatchObject({ phase: 'holding', screen: { kind: 'chosen', slot_id: slotA } });
    },
  );

  test('Confirm is old when the event was closed and opened again meanwhile', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    const list = menuOf(play.state);
    play.changesEvent('closed');
    play.changesEvent('open');
    expect(answer(play.tap({ kind: 'choose', slot_id: slotA }, { menu: list }))?.code).toBe('outdated');
  });

  test('a slot taken meanwhile: an alert, and fresh slots at once', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.refuse = 'slot_taken';
    const effects = play.tap({ kind: 'choose', slot_id: slotA });
    expect(answer(effects)).toEqual({ code: 'slot_taken', alert: true });
    expect(play.state.screen).toEqual({ kind: 'slots', page: 0, notice: 'slot_taken' });
  });

  test('a time that staff switched off while it was held: Confirm says so, and shows what is free', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.tap({ kind: 'choose', slot_id: slotA });
    play.refuse = 'closed';
    expect(answer(play.tap({ kind: 'confirm' }))).toEqual({ code: 'closed', alert: true });
    expect(play.state).toMatchObject({ chosen: null, screen: { kind: 'slots', notice: 'closed' } });
  });

  test('a hold that could not be confirmed is given back', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.tap({ kind: 'choose', slot_id: slotA });
    play.refuse = 'too_late';
    expect(verbs(play.tap({ kind: 'confirm' }))).toEqual(['confirmSeat', 'dropHolds']);
    expect(play.state.screen).toEqual({ kind: 'slots', page: 0, notice: 'too_late' });
    expect(play.state.chosen).toBeNull();
  });

  test('/reschedule where nothing is booked yet shows the seat that is held, not a list without it', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.tap({ kind: 'choose', slot_id: slotA });
    play.tap({ kind: 'move' }, { menu: 'command' });
    expect(play.state).toMatchObject({ phase: 'holding', screen: { kind: 'chosen', slot_id: slotA } });
  });

  test('a hold that runs out brings the slots back and says why', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.tap({ kind: 'choose', slot_id: slotA });
    play.pass(6 * 60_000);
    expect(play.state).toMatchObject({
      phase: 'choosing',
      screen: { kind: 'slots', notice: 'hold_ran_out' },
    });
    expect(play.state.booking?.holds).toEqual([]);
  });

  test('the fourth choice within ten minutes keeps no seat; Confirm still takes one', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    for (let times = 0; times < 3; times += 1) {
      play.tap({ kind: 'choose', slot_id: slotA });
      play.tap({ kind: 'back' });
    }
    expect(verbs(play.tap({ kind: 'choose', slot_id: slotB }))).toEqual([]);
    expect(play.state.screen).toEqual({ kind: 'chosen', slot_id: slotB, until: null });
    play.tap({ kind: 'confirm' });
    expect(play.state.phase).toBe('booked');
  });

  test('where nothing can be booked any more the run ends by itself', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.pass(50 * hour);
    expect(play.state).toMatchObject({ over: true, phase: 'expired', screen: { kind: 'closed' } });
  });

  test('who was invited and never tapped is not written to when nothing can be booked any more', () => {
    const play = new Play();
    expect(verbs(play.pass(50 * hour))).toEqual(['readTruth']);
    expect(play.effects.filter((one) => one.do !== 'order')).toEqual([]);
    expect(play.state).toMatchObject({ over: true, phase: 'expired', shown: false });
  });

  test('a choice without a hold, and then a seat that is gone: nothing is chosen, whoever looks', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    for (let times = 0; times < 3; times += 1) {
      play.tap({ kind: 'choose', slot_id: slotA });
      play.tap({ kind: 'back' });
    }
    play.tap({ kind: 'choose', slot_id: slotB });
    play.pass(11 * 60_000);
    play.tap({ kind: 'move' }, { menu: 'command' });
    play.refuse = 'slot_taken';
    play.tap({ kind: 'choose', slot_id: slotA });
    expect(play.state).toMatchObject({ phase: 'choosing', chosen: null, screen: { kind: 'slots' } });
  });
});

describe('an event that staff close', () => {
  const shows = (effects: readonly Effect[]) => effects.filter((one) => one.do === 'show');
  const expired = { over: true, phase: 'expired' };

  test.each(['closed', 'archived'] as const)(
    '%s: who looks at the times sees it once, and the run ends',
    (to) => {
      const play = new Play({ last_bookable_until: null });
      play.tap({ kind: 'sign_up' }, { menu: 'command' });
      expect(shows(play.changesEvent(to))).toHaveLength(1);
      expect(play.state).toMatchObject({ ...expired, screen: { kind: 'closed' } });
    },
  );

  test('who looks at something else sees it too; who was shown nothing hears nothing', () => {
    const [one, other] = [new Play(), new Play()];
    one.tap({ kind: 'sign_up' }, { menu: 'command' });
    one.tap({ kind: 'none_fits' });
    expect(shows(one.closesEvent())).toHaveLength(1);
    expect(one.state).toMatchObject({ ...expired, screen: { kind: 'closed' } });
    expect(verbs(other.closesEvent())).toEqual(['readTruth']);
    expect(other.state).toMatchObject({ ...expired, shown: false });
    expect(shows(other.effects)).toEqual([]);
  });

  test('a seat that is held stays held; the run ends when it goes back', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.tap({ kind: 'choose', slot_id: slotA });
    play.closesEvent();
    expect(play.state).toMatchObject({ over: false, phase: 'holding' });
    expect(verbs(play.pass(6 * 60_000))).toEqual(['dropHolds', 'finishBooking']);
    expect(play.state).toMatchObject({ ...expired, booking: { active: false }, screen: { kind: 'closed' } });
  });

  test('a booking, and a time given up for another, go on as they were', () => {
    const [booked, moving] = [new Play().booked(), new Play().booked()];
    moving.tap({ kind: 'move' }, { menu: 'command' });
    for (const play of [booked, moving]) play.closesEvent();
    expect(booked.state).toMatchObject({ over: false, phase: 'booked' });
    expect(moving.state).toMatchObject({ over: false, moving: 'release' });
  });

  test('who taps before the run has ended is answered, and it ends all the same', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.closesEvent();
    expect(shows(play.tap({ kind: 'none_fits' }, { menu: 'old' }))).toHaveLength(1);
    expect(play.state).toMatchObject({ ...expired, screen: { kind: 'closed' } });
  });

  test.each([{ kind: 'sign_up' }, { kind: 'show' }, { kind: 'none_fits' }] as const)(
    'opened again: $kind begins anew, with a booking of its own',
    (press) => {
      const play = new Play();
      play.tap({ kind: 'sign_up' }, { menu: 'command' });
      play.tap({ kind: 'choose', slot_id: slotA });
      play.tap({ kind: 'back' });
      play.closesEvent();
      expect(play.state).toMatchObject({ ...expired, booking: { active: false } });
      play.changesEvent('open');
      play.restart('an0ther');
      play.tap(press, { menu: 'command' });
      expect(play.state).toMatchObject({ over: false, phase: 'choosing', booking: null });
    },
  );

  test('staff book somebody into it before the run has ended: the booking is looked after', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.closesEvent();
    const initiated_by = { user_id: null, role: 'admin', channel: 'panel' } as const;
    const asked = { key: 'k', trace_id: 't', initiated_by, override_reason: 'agreed by phone' };
    play.happens({ kind: 'asked', asked, wanted: { do: 'book', slot_id: slotA } });
    expect(play.state).toMatchObject({ over: false, phase: 'booked', booking: { status: 'booked' } });
  });
});

describe('moving', () => {
  test('release: the time is free at once, the next confirm is one move', () => {
    const play = new Play().booked();
    play.tap({ kind: 'move' }, { menu: 'command' });
    expect(play.state).toMatchObject({
      moving: 'release',
      phase: 'choosing',
      screen: { kind: 'slots', notice: 'released', keep: { slot_id: slotA } },
    });
    play.tap({ kind: 'choose', slot_id: slotB });
    play.tap({ kind: 'confirm' });
    expect(play.state.booking).toMatchObject({ slot: { slot_id: slotB }, moves: 1 });
    expect(announced(play)).toEqual(['booking.created', 'booking.cancelled', 'booking.rescheduled']);
  });

  test('release: the old time taken back is no move', () => {
    const play = new Play().booked();
    play.tap({ kind: 'move' }, { menu: 'command' });
    play.tap({ kind: 'keep' });
    expect(play.state.booking).toMatchObject({ slot: { slot_id: slotA }, moves: 0 });
    expect(play.state.screen).toMatchObject({ kind: 'booked', kept: true });
  });

  test('release: the old time may be taken by then', () => {
    const play = new Play().booked();
    play.tap({ kind: 'move' }, { menu: 'command' });
    play.refuse = 'slot_taken';
    expect(answer(play.tap({ kind: 'keep' }))).toEqual({ code: 'slot_taken', alert: true });
    expect(play.state).toMatchObject({ moving: 'release', screen: { kind: 'slots', notice: 'slot_taken' } });
  });

  test('release: an event that closes meanwhile gives nothing back, and nobody is told that it would', () => {
    const play = new Play().booked();
    play.tap({ kind: 'move' }, { menu: 'command' });
    const cleared = { kind: 'slots', page: 0, notice: 'released' };
    expect(play.state.screen).toMatchObject({ keep: { slot_id: slotA } });
    play.closesEvent();
    expect(play.state.screen).toEqual(cleared);
    play.refuse = 'closed';
    expect(answer(play.tap({ kind: 'keep' }))).toEqual({ code: 'closed', alert: true });
    expect(play.state.screen).toEqual(cleared);
  });

  test('release: an old time that was shut, not taken, is not offered again', () => {
    const play = new Play().booked();
    play.tap({ kind: 'move' }, { menu: 'command' });
    play.refuse = 'closed';
    play.tap({ kind: 'keep' });
    expect(play.state.screen).toEqual({ kind: 'slots', page: 0, notice: 'released' });
  });

  test('release: after fifteen minutes without a choice a note says that nothing is booked, once', () => {
    const play = new Play().booked();
    play.tap({ kind: 'move' }, { menu: 'command' });
    const effects = play.pass(16 * 60_000);
    expect(effects.filter((one) => one.do === 'note')).toHaveLength(1);
    expect(announced(play).at(-1)).toBe('booking.unbooked');
    expect(play.pass(hour).filter((one) => one.do === 'note')).toEqual([]);
  });

  test('swap: the old time stays until the new one is confirmed', () => {
    const play = new Play({ reschedule_policy: 'swap' }).booked();
    play.tap({ kind: 'move' }, { menu: 'command' });
    expect(play.state).toMatchObject({
      moving: 'swap',
      phase: 'booked',
      booking: { slot: { slot_id: slotA } },
    });
    play.tap({ kind: 'keep' });
    expect(play.state).toMatchObject({ moving: null, screen: { kind: 'booked', slot_id: slotA } });
  });

  test('a move that is not allowed says why and changes nothing', () => {
    const play = new Play().booked();
    play.refuse = 'no_other_slot';
    expect(answer(play.tap({ kind: 'move' }, { menu: menuOf(play.state) }))).toEqual({
      code: 'cannot_move',
      alert: true,
    });
    expect(play.state).toMatchObject({
      phase: 'booked',
      screen: { kind: 'refused', reason: 'no_other_slot' },
    });
  });
});

describe('cancelling', () => {
  test('asks once; a reason cancels', () => {
    const play = new Play().booked();
    expect(verbs(play.tap({ kind: 'cancel' }, { menu: 'command' }))).toEqual([]);
    play.tap({ kind: 'cancel_reason', code: 'ill' });
    expect(play.state).toMatchObject({
      phase: 'cancelled',
      over: true,
      screen: { kind: 'cancelled', reason: 'ill' },
    });
    expect(announced(play).at(-1)).toBe('booking.cancelled');
  });

  test('"Other" waits for a text; without one nothing is cancelled', () => {
    const play = new Play().booked();
    play.tap({ kind: 'cancel' }, { menu: 'command' });
    play.tap({ kind: 'cancel_reason', code: 'other' });
    expect(play.state.screen).toEqual({ kind: 'cancel_other' });
    play.pass(11 * 60_000);
    expect(play.state).toMatchObject({ phase: 'booked', screen: { kind: 'booked' }, reasonUntil: null });
  });

  test('after cancelling one may begin again, with a booking of its own', () => {
    const play = new Play().booked();
    play.tap({ kind: 'cancel' }, { menu: 'command' });
    play.tap({ kind: 'cancel_reason', code: 'time' });
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    expect(play.state).toMatchObject({ over: false, booking: null, phase: 'choosing' });
  });

  test('the button below a cancellation shows the free times, though the run that made it is over', () => {
    const play = new Play().booked();
    play.tap({ kind: 'cancel' }, { menu: 'command' });
    play.tap({ kind: 'cancel_reason', code: 'time' });
    const button = menuOf(play.state);
    play.restart('later');
    expect(answer(play.tap({ kind: 'sign_up' }, { menu: button }))).toEqual({ code: 'ok', alert: false });
    expect(play.state).toMatchObject({ phase: 'choosing', screen: { kind: 'slots' } });
    const again = play.tap({ kind: 'sign_up' }, { menu: button });
    expect(answer(again)).toEqual({ code: 'ok', alert: false });
  });

  test('while the old time is released, /cancel does not show it as if it were booked', () => {
    const play = new Play().booked();
    play.tap({ kind: 'move' }, { menu: 'command' });
    play.tap({ kind: 'cancel' }, { menu: 'command' });
    expect(play.state.screen).toEqual({ kind: 'cancel_ask', slot_id: null });
    play.tap({ kind: 'cancel_reason', code: 'time' });
    expect(play.state).toMatchObject({ phase: 'cancelled', over: true });
  });

  test('ended by an operator: the seat goes back and the candidate is told by a new message', () => {
    const play = new Play().booked();
    const effects = play.happens({ kind: 'ended_by_operator' });
    expect(verbs(effects)).toEqual(['cancelBooking']);
    expect(effects.some((one) => one.do === 'send')).toBe(true);
    expect(play.state.over).toBe(true);
  });
});

describe('the day itself', () => {
  test('one reminder, by a new message on the bulk lane; its answers are kept', () => {
    const play = new Play().booked();
    const effects = play.pass(48 * hour);
    expect(effects.filter((one) => one.do === 'send')).toMatchObject([{ lane: 'bulk' }]);
    expect(play.state).toMatchObject({ phase: 'reminded', screen: { kind: 'reminder', can_move: true } });
    play.tap({ kind: 'reply', value: 'coming' });
    expect(play.state.screen).toMatchObject({ kind: 'reminder', reply: 'coming' });
  });

  test('reminders that have fallen due together are one message', () => {
    const play = new Play().booked();
    const { booking } = play.state;
    const [first] = booking?.reminders ?? [];
    if (!booking || !first) throw new Error('no reminder is planned');
    const second = { ...first, key: 'two_hours_before', at: first.at + hour / 2 };
    const third = { ...first, key: 'one_hour_before', at: first.at + hour };
    play.state = { ...play.state, booking: { ...booking, reminders: [first, second, third] } };
    play.now = second.at;
    const effects = play.pass(0);
    expect(effects.filter((one) => one.do === 'send')).toHaveLength(1);
    expect(play.orders.at(-1)).toEqual({ verb: 'markReminded', key: first.key, also: [second.key] });
    expect(play.state.reminded).toEqual([first.key, second.key]);
  });

  test('a reminder of a closed event offers no move', () => {
    const play = new Play().booked();
    play.pass(47.5 * hour);
    play.closesEvent();
    expect(play.state.screen).toMatchObject({ kind: 'reminder', can_move: false });
  });

  test('a reminder that could not go out while it was useful is skipped and remembered', () => {
    const play = new Play().booked();
    play.now += 49.5 * hour;
    const effects = play.pass(0);
    expect(effects.filter((one) => one.do === 'send')).toEqual([]);
    expect(play.state.reminded).toContain(`skipped:${slotA}:day`);
  });

  test('the end of the slot is said once; the outcome may be undone for fifteen minutes', () => {
    const play = new Play().booked();
    play.pass(52 * hour);
    expect(announced(play).filter((type) => type === 'booking.done')).toHaveLength(1);
    expect(play.state).toMatchObject({ phase: 'due', screen: { kind: 'past' } });
    const asked = {
      key: 'o1',
      trace_id: 't',
      initiated_by: { user_id: null, role: 'admin', channel: 'panel' },
    } as const;
    play.happens({ kind: 'asked', asked, wanted: { do: 'outcome', outcome: 'no_show' } });
    expect(play.state.phase).toBe('no_show');
    play.happens({
      kind: 'asked',
      asked: { ...asked, key: 'o2' },
      wanted: { do: 'outcome', outcome: 'undone' },
    });
    expect(play.state).toMatchObject({ phase: 'due', over: false });
    play.happens({
      kind: 'asked',
      asked: { ...asked, key: 'o3' },
      wanted: { do: 'outcome', outcome: 'done' },
    });
    play.pass(16 * 60_000);
    expect(play.state).toMatchObject({ phase: 'done', over: true });
    expect(announced(play).filter((type) => type === 'booking.done')).toHaveLength(1);
  });

  test('an outcome nobody records is missing after seven days, and the run ends', () => {
    const play = new Play().booked();
    play.pass(52 * hour + 7 * 24 * hour);
    expect(play.orders.at(-2)).toEqual({ verb: 'recordOutcome', outcome: 'missing' });
    expect(play.state.over).toBe(true);
  });
});

test('after the outcome is recorded no times are offered, whatever is pressed', () => {
  const play = new Play().booked();
  play.happens({
    kind: 'asked',
    asked: { key: 'k', trace_id: 't', initiated_by: { user_id: null, role: 'admin', channel: 'panel' } },
    wanted: { do: 'outcome', outcome: 'done' },
  });
  expect(play.state.phase).toBe('done');
  for (const press of [
    { kind: 'move' },
    { kind: 'choose', slot_id: slotB },
    { kind: 'page', page: 1 },
  ] as const) {
    play.tap(press, { menu: 'command' });
    expect(play.state.screen).toEqual({ kind: 'past', slot_id: slotA });
  }
});

describe('staff and API', () => {
  const by = { user_id: null, role: 'admin', channel: 'panel' } as const;
  const asked = (key: string) => ({ key, trace_id: 't', initiated_by: by });

  test('the same question is asked of the store once and answered the same', () => {
    const play = new Play();
    play.happens({ kind: 'asked', asked: asked('k'), wanted: { do: 'book', slot_id: slotA } });
    const again = play.happens({ kind: 'asked', asked: asked('k'), wanted: { do: 'book', slot_id: slotB } });
    expect(verbs(again)).toEqual([]);
    expect(play.state.answers).toMatchObject([
      { key: 'k', said: { ok: true, booking: { slot: { slot_id: slotA } } } },
    ]);
  });

  test('who gave a time up for another and took none is booked anew once that is over: no move, no note', () => {
    const play = new Play().booked();
    play.tap({ kind: 'move' }, { menu: 'command' });
    const soon = play.state.event.last_bookable_until ?? 0;
    play.state = { ...play.state, event: { ...play.state.event, last_bookable_until: play.now + 60_000 } };
    play.stored(play.now + 60_000);
    play.pass(60_000);
    expect(play.state).toMatchObject({ over: true, booking: { status: 'pending', active: false } });

    const event = { ...play.state.event, last_bookable_until: soon };
    play.state = begin({ ...play.truth(), event }, 'again', play.now, 'tapped');
    expect(play.state).toMatchObject({ moving: null, unbookedAt: null });
    play.happens({ kind: 'asked', asked: asked('k'), wanted: { do: 'book', slot_id: slotB } });
    expect(play.orders.at(-1)).toEqual({ verb: 'confirmSeat', slot_id: slotB, as: 'first' });
  });

  test('times that were added or moved to a later day unheard of: who is choosing goes on, until those have passed', () => {
    const play = new Play().booked();
    play.tap({ kind: 'move' }, { menu: 'command' });
    const known = play.state.event.last_bookable_until ?? 0;
    const later = known + 48 * hour;
    play.stored(later);
    play.pass(known - play.now);
    expect(play.orders.at(-1)).toEqual({ verb: 'readTruth' });
    expect(play.state).toMatchObject({ over: false, booking: { status: 'pending', active: true } });
    expect(play.state.event.last_bookable_until).toBe(later);
    play.pass(later - play.now);
    expect(play.state).toMatchObject({ over: true, booking: { active: false } });
  });

  test('over the most moves or inside the cut-off it is moved only with a reason of staff', () => {
    const move = (play: Play, key: string, override_reason?: string) =>
      play.happens({
        kind: 'asked',
        asked: { ...asked(key), ...(override_reason === undefined ? {} : { override_reason }) },
        wanted: { do: 'move', slot_id: slotB },
      });
    const often = new Play({ max_moves: 0 }).booked();
    expect(verbs(move(often, 'k'))).toEqual([]);
    const late = new Play().booked();
    late.pass(48 * hour);
    expect(verbs(move(late, 'k'))).toEqual([]);
    const answers = [...often.state.answers, ...late.state.answers].map((one) => one.said);
    expect(answers).toMatchObject([
      { ok: false, reason: 'max_moves' },
      { ok: false, reason: 'inside_cutoff' },
    ]);
    for (const play of [often, late]) expect(verbs(move(play, 'l', 'ill'))).toEqual(['confirmSeat']);
  });

  test('a cancellation by staff or API keeps the reason it was given', () => {
    const play = new Play().booked();
    play.happens({ kind: 'asked', asked: asked('k'), wanted: { do: 'cancel', reason: 'ill' } });
    expect(play.state).toMatchObject({ phase: 'cancelled', screen: { kind: 'cancelled', reason: 'ill' } });
  });

  test('what is asked of one booking is not done to another that began meanwhile', () => {
    const wishes = [
      { do: 'move', slot_id: slotB },
      { do: 'cancel' },
      { do: 'outcome', outcome: 'no_show' },
      { do: 'arrived' },
      { do: 'resend' },
    ] as const;
    const ask = (play: Play, wanted: (typeof wishes)[number], booking_id?: BookingId) =>
      play.happens({
        kind: 'asked',
        asked: { ...asked(wanted.do), ...(booking_id && { booking_id }), override_reason: 'ill' },
        wanted,
      });
    for (const wanted of wishes) {
      const play = new Play().booked();
      const own = play.state.booking?.booking_id;
      expect(ask(play, wanted, bookingId('1'.repeat(24))), wanted.do).toEqual([]);
      expect(play.state.answers, wanted.do).toMatchObject([
        { said: { ok: false, reason: 'outdated', booking: { booking_id: own } } },
      ]);
      for (const id of [own, undefined])
        expect(ask(new Play().booked(), wanted, id), wanted.do).not.toEqual([]);
    }
  });

  test.each([
    ['book', { do: 'book', slot_id: slotA }, 'booked'],
    ['cancel', { do: 'cancel' }, 'cancelled'],
  ] as const)(
    'what a lost process had done already is answered and told, not done again: %s',
    (_what, wanted, status) => {
      const play = new Play();
      if (wanted.do === 'cancel') play.booked();
      play.happens({ kind: 'asked', asked: asked('k'), wanted });
      // The worker died before the run wrote down its first step: the next begins with what the store has.
      play.lastTrace = 't';
      play.restart('again');
      const since = play.happens({ kind: 'asked', asked: asked('k'), wanted });
      expect(verbs(since)).toEqual([]);
      expect(since).toMatchObject([{ do: 'send', key: 'asked:k' }]);
      expect(play.state.answers).toMatchObject([{ said: { ok: true, booking: { status } } }]);
      expect(play.state.screen).toMatchObject({ kind: status });
    },
  );

  test('what somebody else did before this run began is not taken for one’s own', () => {
    const play = new Play().booked();
    play.lastTrace = 'another';
    play.restart('again');
    play.happens({ kind: 'asked', asked: asked('k'), wanted: { do: 'book', slot_id: slotA } });
    expect(play.state.answers).toMatchObject([{ said: { ok: false, reason: 'already_booked' } }]);
  });

  test('booking for somebody who is booked is refused as a value', () => {
    const play = new Play().booked();
    play.happens({ kind: 'asked', asked: asked('k'), wanted: { do: 'book', slot_id: slotB } });
    expect(play.state.answers).toMatchObject([{ said: { ok: false, reason: 'already_booked' } }]);
  });

  test('what stands is sent again as a new message, once for each time it was asked for', () => {
    const play = new Play().booked();
    const resend = (key: string) =>
      play.happens({ kind: 'asked', asked: asked(key), wanted: { do: 'resend' } });
    expect(resend('k')).toEqual([{ do: 'send', key: 'resend:k', lane: 'person' }]);
    expect(play.state.screen).toMatchObject({ kind: 'booked', slot_id: slotA });
    expect(resend('k')).toEqual([]);
    expect(resend('l')).toHaveLength(1);
    expect(play.state.answers.at(-1)).toMatchObject({ said: { ok: true } });
    const nothing = new Play();
    nothing.happens({ kind: 'asked', asked: asked('k'), wanted: { do: 'resend' } });
    expect(nothing.state.answers).toMatchObject([{ said: { ok: false, reason: 'not_booked' } }]);
  });

  test('a move by staff is told by a new message that says what changed', () => {
    const play = new Play().booked();
    const effects = play.happens({
      kind: 'asked',
      asked: asked('k'),
      wanted: { do: 'move', slot_id: slotB },
    });
    expect(play.state.screen).toMatchObject({ kind: 'changed', what: 'slot', slot_id: slotB });
    expect(effects.some((one) => one.do === 'send')).toBe(true);
  });

  test('a changed time is told by a new message and reminded of anew', () => {
    const play = new Play().booked();
    play.pass(48 * hour);
    play.happens({ kind: 'slot_changed', slot_id: slotA, change_id: 'c', initiated_by: by });
    expect(play.state.screen).toMatchObject({ kind: 'changed', what: 'time' });
    expect(play.state.reminded).toEqual([]);
  });

  test('a change offers no move once it is too late for one', () => {
    const play = new Play().booked();
    const change = () =>
      play.happens({ kind: 'slot_changed', slot_id: slotA, change_id: 'c', initiated_by: by });
    change();
    expect(play.state.screen).not.toHaveProperty('fixed');
    play.pass(48.5 * hour);
    change();
    expect(play.state.screen).toMatchObject({ kind: 'changed', fixed: true });
    const reasoned = { ...asked('k'), override_reason: 'ill' };
    const staff = { kind: 'asked', asked: reasoned, wanted: { do: 'move', slot_id: slotB } } as const;
    play.happens(staff);
    expect(play.state.screen).toMatchObject({ slot_id: slotB });
    expect(play.state.screen).not.toHaveProperty('fixed');
  });
});

describe('"tell me when one opens"', () => {
  const opened = { kind: 'slot_opened', key: 'o1' } as const;
  const sent = (effects: readonly Effect[]) =>
    effects.flatMap((one) => (one.do === 'send' ? [`${one.key} ${one.lane}`] : []));
  const wishing = () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.tap({ kind: 'wish' });
    return play;
  };

  test('from a list with nothing in it the list is read anew; from “None fits” it is not', () => {
    expect(wishing().state.screen).toEqual({ kind: 'slots', page: 0, notice: 'wish_noted' });
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.tap({ kind: 'none_fits' });
    play.tap({ kind: 'wish' });
    expect(play.state.screen).toEqual({ kind: 'none_fits', wished: true });
  });

  test('a seat that becomes free is told by a new message with the slots, one for each opening', () => {
    const play = wishing();
    expect(sent(play.happens(opened))).toEqual(['opened:o1 bulk']);
    expect(play.state.screen).toEqual({ kind: 'slots', page: 0, notice: 'one_opened' });
    play.tap({ kind: 'choose', slot_id: slotA });
    play.tap({ kind: 'confirm' });
    expect(play.state.phase).toBe('booked');
  });

  test('who has a booking, holds a seat or may not choose hears nothing', () => {
    const booked = new Play().booked();
    expect(sent(booked.happens(opened))).toEqual([]);
    const holding = wishing();
    holding.tap({ kind: 'choose', slot_id: slotA });
    expect(sent(holding.happens(opened))).toEqual([]);
    expect(holding.state.screen).toMatchObject({ kind: 'chosen' });
    const play = wishing();
    play.person = { allowed: false, has_telegram: true, quiet: false };
    expect(sent(play.happens(opened))).toEqual([]);
    const late = wishing();
    late.now += 49 * hour;
    expect(sent(late.happens(opened))).toEqual([]);
  });

  test('after a cancellation the same person may be told, and begins anew', () => {
    const play = new Play().booked();
    play.tap({ kind: 'cancel' });
    play.tap({ kind: 'cancel_reason', code: 'time' });
    expect(play.state.over).toBe(true);
    expect(sent(play.happens(opened))).toEqual(['opened:o1 bulk']);
    expect(play.state).toMatchObject({ over: false, phase: 'choosing', booking: null });
  });
});

describe('another language', () => {
  test('shows the same screen again; its buttons stay good', () => {
    const play = new Play();
    play.tap({ kind: 'sign_up' }, { menu: 'command' });
    play.tap({ kind: 'choose', slot_id: slotA });
    const menu = menuOf(play.state);
    expect(play.happens({ kind: 'refresh' })).toEqual([{ do: 'show' }]);
    expect(play.state.screen).toMatchObject({ kind: 'chosen', slot_id: slotA });
    play.tap({ kind: 'confirm' }, { menu });
    expect(play.state.phase).toBe('booked');
  });

  test('where nothing was shown yet nothing is', () => {
    expect(new Play().happens({ kind: 'refresh' })).toEqual([]);
  });
});

describe('a page of one’s own', () => {
  const candidate = { user_id: null, role: 'candidate', channel: 'web' } as const;
  const press = (play: Play, wanted: Wanted, seen: SeenTime | null, key = 'k') =>
    play.happens({ kind: 'asked', asked: { key, trace_id: 't', initiated_by: candidate, seen }, wanted });
  const saidTo = (play: Play, key = 'k') => play.state.answers.find((one) => one.key === key)?.said;

  test('one that shows another time than the one booked does nothing, and says so', () => {
    const play = new Play().booked();
    const { slot_id, starts_at } = play.state.booking?.slot ?? { slot_id: slotB, starts_at: 0 };
    for (const [key, seen] of [
      ['none', null],
      ['other', { slot_id: slotB, starts_at }],
      ['earlier', { slot_id, starts_at: starts_at - hour }],
    ] as const) {
      expect(verbs(press(play, { do: 'cancel' }, seen, key))).toEqual([]);
      expect(saidTo(play, key)).toMatchObject({ ok: false, reason: 'outdated' });
    }
    expect(verbs(press(play, { do: 'cancel' }, { slot_id, starts_at }))).toEqual(['cancelBooking']);
  });

  test('one that shows no booking books, once for each form, at the time it showed', () => {
    const play = new Play();
    press(play, { do: 'book', slot_id: slotA, starts_at: 7 }, null);
    expect(play.orders.at(-1)).toMatchObject({ verb: 'confirmSeat', slot_id: slotA, starts_at: 7 });
    expect(verbs(press(play, { do: 'book', slot_id: slotA, starts_at: 7 }, null))).toEqual([]);
    expect(saidTo(play)).toMatchObject({ ok: true });
    expect(announced(play)).toEqual(['booking.created']);
  });

  test('the answer to a reminder is recorded where something is booked', () => {
    const play = new Play();
    press(play, { do: 'reply', value: 'coming' }, null, 'early');
    expect(saidTo(play, 'early')).toMatchObject({ ok: false, reason: 'not_booked' });
    const booked = new Play().booked();
    const by = { key: 'k', trace_id: 't', initiated_by: candidate };
    const done = booked.happens({ kind: 'asked', asked: by, wanted: { do: 'reply', value: 'late' } });
    expect(verbs(done)).toEqual(['recordReply']);
    expect(saidTo(booked)).toMatchObject({ ok: true });
  });
});
