import { expect, test } from 'vitest';
import { Play, slotA } from '../../core/booking/machine/play.ts';
import { eventId, userId } from '../../core/shared/ids.ts';
import { detailsOf } from './details.ts';
import { answered, begins, type Entry } from './journal.ts';

const input = { event_id: eventId('e'.repeat(24)), user_id: userId('c'.repeat(24)) };
const read = (play: Play, journal: readonly Entry[] = [], offsetMs = 0) =>
  detailsOf({ input, state: play.state, journal, offsetMs });

test('says who waits for what, by id, and until when, at each step', () => {
  const play = new Play();
  play.tap({ kind: 'sign_up' });
  expect(read(play)).toContain(`waits for candidate \`${input.user_id}\` to choose a slot`);
  play.tap({ kind: 'choose', slot_id: slotA });
  expect(read(play)).toMatch(
    /to press Confirm or Back; slot `a{24}` is held until 2026-11-26 \d\d:\d\d:\d\d UTC/,
  );
  expect(read(play)).toContain('- hold runs out: **2026-11-26 09:05:00 UTC**');
  play.tap({ kind: 'confirm' });
  expect(read(play)).toMatch(
    /^\*\*booked\*\* – candidate `c{24}` has a time; waits for the interview to end at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/,
  );
  expect(read(play)).toContain(`slot \`${slotA}\` booked`);
  expect(read(play)).toContain('- interview ends: ');
});

test('what happened stands there with what the store answered, the latest first, and never grows', () => {
  let journal: readonly Entry[] = [];
  for (let minute = 0; minute < 30; minute += 1)
    journal = begins(journal, Date.UTC(2026, 10, 26, 9, minute), { kind: 'timer', timer: 'hold' });
  journal = answered(
    journal,
    { verb: 'takeHold', slot_id: slotA },
    { ok: false, reason: 'slot_taken', booking: null },
  );
  const lines = read(new Play(), journal)
    .split('\n')
    .filter((line) => line.includes('timer: hold'));
  expect(lines).toHaveLength(10);
  expect(lines[0]).toBe('- 2026-11-26 09:29:00 UTC · timer: hold → takeHold refused: slot_taken');
});

test('every paragraph and list stands apart, or the UI would run them together; the moved clock stands above the times it moved', () => {
  const play = new Play();
  play.tap({ kind: 'sign_up' });
  const journal = begins([], play.now, { kind: 'repair', damage: 'seat_without_booking', terminated: false });
  const parts = read(play, journal, 5_400_000).split('\n\n');
  for (const part of parts) expect(/^(- .*(\n- .*)*|[^\n]*)$/.test(part), part).toBe(true);
  expect(parts.at(-3)).toBe('The sandbox’s clock is 1.5 hours ahead.');
});
