import { expect, test } from 'vitest';
import { slotInstants } from '../time/slot-instants.ts';
import { whenToTell } from './preference.ts';

const at = (time: string): number => slotInstants('2026-11-26', time, 0).starts_at;
const quiet = { from: '18:00', to: '20:00' };

test('at once, with the next hour or never, as somebody chose', () => {
  expect(whenToTell({ choice: 'instant', quiet: null }, at('12:30'))).toBe('now');
  expect(whenToTell({ choice: 'hourly', quiet: null }, at('12:30'))).toBe(at('13:00'));
  expect(whenToTell({ choice: 'off', quiet: null }, at('12:30'))).toBe('never');
});

test('in quiet hours it is kept for their end; so is what the next hour would bring into them', () => {
  expect(whenToTell({ choice: 'instant', quiet }, at('17:59'))).toBe('now');
  expect(whenToTell({ choice: 'instant', quiet }, at('18:00'))).toBe(at('20:00'));
  expect(whenToTell({ choice: 'hourly', quiet }, at('17:30'))).toBe(at('20:00'));
  expect(whenToTell({ choice: 'off', quiet }, at('18:30'))).toBe('never');
});
