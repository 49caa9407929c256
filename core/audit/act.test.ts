import { expect, test } from 'vitest';
import { difference, isAboutPerson } from './act.ts';

test('of before and after only what differs is kept; nothing, null and empty are the same', () => {
  expect(
    difference({ room: '301', seats: 2, note: null }, { room: '302', seats: 2, place: 'Office' }),
  ).toEqual({
    before: { room: '301' },
    after: { room: '302', place: 'Office' },
  });
  expect(difference({ note: null, place: '' }, { room: '', place: null })).toEqual({ before: {}, after: {} });
  expect(difference({ seats: 0, open: false }, {})).toEqual({ before: { seats: 0, open: false }, after: {} });
});

test('what is about people is told from what is about things', () => {
  expect(isAboutPerson('staff.role_changed')).toBe(true);
  expect(isAboutPerson('session.ended')).toBe(true);
  expect(isAboutPerson('token.created')).toBe(false);
});
