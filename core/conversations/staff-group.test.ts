import { expect, test } from 'vitest';
import {
  carryPauseMs,
  connecting,
  hearingInTopic,
  mayYetBeDeleted,
  topicAddress,
  topicTitle,
  whyLost,
} from './staff-group.ts';

const fine = { code: true, admin: true, of_it: true, forum: true, manages_topics: true };

test('a group is connected by the code, an administrator of that company, topics, and the right to them', () => {
  expect(connecting(fine)).toBe('connected');
  expect(connecting({ ...fine, manages_topics: false })).toBe('no_right');
  expect(connecting({ ...fine, forum: false })).toBe('not_forum');
  expect(connecting({ ...fine, of_it: false })).toBe('not_admin');
  expect(connecting({ ...fine, code: false, of_it: false })).toBe('no_code');
});

test('a stranger who tries codes in a group of theirs hears nothing', () => {
  const stranger = { ...fine, code: false, admin: false, of_it: false };
  expect(connecting(stranger)).toBe('silent');
  expect(connecting({ ...stranger, forum: false })).toBe('silent');
});

test('only what administrators write is an answer; others are told so once', () => {
  const said = { admin: true, told: false, edited: false, empty: false };
  expect(hearingInTopic(said)).toBe('answer');
  expect(hearingInTopic({ ...said, edited: true })).toBe('edited');
  expect(hearingInTopic({ ...said, empty: true })).toBe('cannot');
  expect(hearingInTopic({ ...said, admin: false })).toBe('stranger');
  expect(hearingInTopic({ ...said, admin: false, told: true, edited: true })).toBe('nothing');
});

test('what Telegram refuses about the group as a whole ends it as a desk, anything else does not', () => {
  expect(whyLost('Bad Request: the chat is not a forum')).toBe('not_forum');
  expect(whyLost('Bad Request: not enough rights to create a topic')).toBe('no_right');
  expect(whyLost('Bad Request: TOPIC_CLOSED')).toBe('no_right');
  expect(whyLost('Bad Request: group chat was upgraded to a supergroup chat')).toBe('thrown_out');
  expect(whyLost('Bad Request: message to copy not found')).toBeNull();
});

test('a topic that Telegram leaves for want of a right may be deleted yet, one that nobody is let to may not', () => {
  for (const said of [
    'not enough rights to delete the topic',
    'the chat is not a forum',
    'CHAT_ADMIN_REQUIRED',
  ])
    expect(mayYetBeDeleted('refused', `Bad Request: ${said}`)).toBe(true);
  for (const said of ['MESSAGE_DELETE_FORBIDDEN', 'CHAT_ADMIN_REQUIRED'])
    expect(mayYetBeDeleted('blocked', `Forbidden: ${said}`)).toBe(true);
  expect(mayYetBeDeleted('blocked', 'Forbidden: bot was kicked from the supergroup chat')).toBe(false);
  expect(mayYetBeDeleted('blocked', 'Bad Request: chat not found')).toBe(false);
  expect(mayYetBeDeleted('refused', 'Bad Request: group chat was upgraded to a supergroup chat')).toBe(false);
});

test('a topic has an address where Telegram gives it one', () => {
  expect(topicAddress(-1_001_234_567_890, 5)).toBe('https://t.me/c/1234567890/5');
  expect(topicAddress(-5, 5)).toBeNull();
});

test('a topic has the name of its person and the number of their booking, within what Telegram takes', () => {
  expect(topicTitle('Anna K.', 'K7M2Q')).toBe('Anna K. · K7M2Q');
  expect(topicTitle('', null)).toBe('—');
  const long = topicTitle('a'.repeat(300), 'K7M2Q');
  expect(long.length).toBeLessThanOrEqual(128);
  expect(long.endsWith(' · K7M2Q')).toBe(true);
});

test('whoever is woken for what was left behind is not again for ten minutes, then for twice as long, never for more than half a day', () => {
  const minutes = [0, 1, 2, 6, 7, 5_000].map((times) => carryPauseMs(times) / 60_000);
  expect(minutes).toEqual([10, 20, 40, 640, 720, 720]);
});
