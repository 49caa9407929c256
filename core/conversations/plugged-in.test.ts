import { expect, test } from 'vitest';
import { createWorker, hearing, isAtIt, placeOf } from './plugged-in.ts';

const open = { open: true, claimed: false };

test('an answer is delivered to the person whose message it answers, or to nobody', () => {
  expect(hearing('ann', open, { by: 'ann' })).toBe('delivered');
  expect(hearing('ann', open, null)).toBe('delivered');
  expect(hearing('ann', open, { by: 'ben' })).toBe('not_theirs');
  expect(hearing('ann', open, 'unknown')).toBe('not_theirs');
});

test('a worker falls silent when a coordinator takes over or ends the conversation', () => {
  expect(hearing('ann', { open: true, claimed: true }, { by: 'ann' })).toBe('taken_over');
  expect(hearing('ann', { open: false, claimed: false }, null)).toBe('taken_over');
});

test('an edited message stands where its newest words were said', () => {
  expect(placeOf({ seq: 4 })).toBe(4);
  expect(placeOf({ seq: 4, edited_seq: 9 })).toBe(9);
});

test('nobody is seen typing for longer than a minute, or without a question', () => {
  expect(isAtIt(null, 0)).toBe(false);
  expect(isAtIt(0, 59_999)).toBe(true);
  expect(isAtIt(0, 60_000)).toBe(false);
});

test('a worker is asked for in the seed’s fields; whose it is cannot be overwritten by a setting', () => {
  const offer = {
    agent: 'claude',
    capabilities: ['files'],
    env: { TONE: 'calm', USER_ID: 'x' },
    apiUrl: 'http://a',
  };
  expect(createWorker('65f0', 710, offer)).toEqual({
    config: {
      name: 'po-65f0',
      agent: 'claude',
      capabilities: ['files'],
      env_vars: { TONE: 'calm', USER_ID: '65f0', API_URL: 'http://a' },
    },
    context: { role: 'product_owner', user_telegram_id: '710' },
  });
});
