import { describe, expect, test } from 'vitest';
import type { Press } from '../press.ts';
import { Play, slotB } from './play.ts';

/** Booked, and asked to write why it is to be cancelled. */
function asked(): Play {
  const play = new Play().booked();
  play.tap({ kind: 'cancel' }, { menu: 'command' });
  play.tap({ kind: 'cancel_reason', code: 'other' });
  expect(play.state.screen).toEqual({ kind: 'cancel_other' });
  return play;
}

let update = 1_000;
function writes(play: Play) {
  update += 1;
  const press: Press = { kind: 'cancel_reason', code: 'other' };
  return play.happens({
    kind: 'tap',
    tap: { update_id: update, trace_id: 't', press, text_id: 'd'.repeat(24) },
  });
}

describe('a text is a reason only while the question stands', () => {
  test('the next text cancels', () => {
    const play = asked();
    writes(play);
    expect(play.state).toMatchObject({ phase: 'cancelled', screen: { kind: 'cancelled', reason: 'other' } });
  });

  test('a file for the calendar takes no question off the screen', () => {
    const play = asked();
    play.tap({ kind: 'calendar' }, { menu: 'command' });
    writes(play);
    expect(play.state.phase).toBe('cancelled');
  });

  test('who asked to see the booking again, and then writes, keeps it', () => {
    const play = asked();
    play.tap({ kind: 'show' }, { menu: 'command' });
    const effects = writes(play);
    expect(play.state).toMatchObject({ phase: 'booked', screen: { kind: 'booked' } });
    expect(play.orders.at(-1)).toEqual({ verb: 'awaitReason', until: null });
    expect(effects.filter((one) => one.do === 'send')).toHaveLength(1);
  });

  test('who moved the booking instead, and then says thanks, keeps it', () => {
    const play = asked();
    play.tap({ kind: 'move' }, { menu: 'command' });
    play.tap({ kind: 'choose', slot_id: slotB });
    play.tap({ kind: 'confirm' });
    writes(play);
    expect(play.state).toMatchObject({ phase: 'booked', screen: { kind: 'booked', slot_id: slotB } });
  });

  test('an old button that brought the booking back ends the question too', () => {
    const play = asked();
    play.tap({ kind: 'page', page: 1 }, { menu: 'n0nce1' });
    expect(play.state.screen).toMatchObject({ kind: 'booked' });
    writes(play);
    expect(play.state.phase).toBe('booked');
  });

  test('the press that asked, pressed twice, still asks', () => {
    const play = asked();
    const menu = play.state.lastPress?.menu ?? '';
    play.tap({ kind: 'cancel_reason', code: 'other' }, { menu });
    expect(play.state.screen).toEqual({ kind: 'cancel_other' });
    writes(play);
    expect(play.state.phase).toBe('cancelled');
  });
});
