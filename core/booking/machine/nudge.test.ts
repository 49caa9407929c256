import { expect, test } from 'vitest';
import { slotInstants } from '../../time/slot-instants.ts';
import { quietUntil } from '../../time/staff-hours.ts';
import { happen, timersOf } from './index.ts';
import { hour, Play } from './play.ts';

const at = (day: string, time: string) => slotInstants(day, time, 0).starts_at;
const nudges = (play: Play) => play.effects.filter((one) => one.do === 'send').map(({ key }) => key);

test('a nudge that comes due at night waits for the morning, and goes out once', () => {
  // It is noon in Moscow.
  const play = new Play({ nudge_after_ms: 10 * hour });
  play.quietUntil = (now) => quietUntil(now, { from: '21:00', to: '09:00' });
  play.pass(10 * hour);
  expect(nudges(play)).toEqual([]);
  expect(timersOf(play.state)[0]).toMatchObject({ timer: 'nudge', at: at('2026-11-27', '09:00') });
  play.pass(11 * hour);
  expect(nudges(play)).toEqual([`nudge:${play.state.startedAt}`]);
  expect(play.now).toBeGreaterThanOrEqual(at('2026-11-27', '09:00'));
  play.pass(24 * hour);
  expect(nudges(play)).toHaveLength(1);
});

test('quiet hours that were prolonged meanwhile hold for a nudge that waits; without any it goes out when it is due', () => {
  const play = new Play({ nudge_after_ms: 10 * hour });
  play.quietUntil = (now) => quietUntil(now, { from: '21:00', to: '09:00' });
  play.pass(10 * hour);
  play.quietUntil = (now) => quietUntil(now, { from: '21:00', to: '10:30' });
  play.pass(11 * hour);
  expect(nudges(play)).toEqual([]);
  play.pass(90 * 60_000);
  expect(nudges(play)).toHaveLength(1);

  const plain = new Play({ nudge_after_ms: 10 * hour });
  plain.pass(10 * hour);
  expect(nudges(plain)).toHaveLength(1);
});

test('who begins to choose, or books, while their nudge waits is not nudged', () => {
  for (const acts of [
    (play: Play) => void play.tap({ kind: 'sign_up' }, { menu: 'command' }),
    (play: Play) => void play.booked(),
  ]) {
    const play = new Play({ nudge_after_ms: 10 * hour });
    play.quietUntil = (now) => quietUntil(now, { from: '21:00', to: '09:00' });
    play.pass(10 * hour);
    acts(play);
    play.pass(12 * hour);
    expect(nudges(play).filter((key) => key.startsWith('nudge'))).toEqual([]);
  }
});

test('a run from before quiet hours nudges without asking, as its history has it', () => {
  const play = new Play({ nudge_after_ms: hour });
  const { effects } = happen(play.state, { kind: 'timer', timer: 'nudge' }, play.now + hour);
  expect(effects).toMatchObject([{ do: 'send', lane: 'bulk' }]);
});
