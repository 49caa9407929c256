import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readUpdate } from './read-update.ts';

const chat = { id: -100_200, type: 'supergroup', title: 'Coordinators', is_forum: true };
const from = { id: 7, is_bot: false, first_name: 'Petr' };
const inGroup = (more: object, kind: 'message' | 'edited_message' = 'message') => ({
  update_id: 1,
  [kind]: { message_id: 9, date: 1, from, chat, ...more },
});
const topic = { is_topic_message: true, message_thread_id: 5 };
const actOf = (raw: unknown): unknown => {
  const read = readUpdate(raw, 't');
  if (!('update' in read)) return read.ignored;
  const { what } = read.update;
  return what.kind === 'group' ? what.act : what;
};
const member = (new_chat_member: object, old_chat_member: object = { status: 'administrator' }) => ({
  update_id: 1,
  my_chat_member: { from, chat, date: 1, new_chat_member, old_chat_member },
});

test('a code is forgotten at the door, however it was typed', () => {
  const code_hash = createHash('sha256').update('K7M2QABCDEFG').digest('hex');
  const read = { did: 'code', code_hash, title: 'Coordinators', forum: true };
  expect(actOf(inGroup({ text: '/desk K7M2QABCDEFG' }))).toEqual({ ...read, thread_id: null });
  expect(actOf(inGroup({ text: '/Desk@zapis_bot k7m2qabcdefg ', ...topic }))).toEqual({
    ...read,
    thread_id: 5,
  });
  expect(JSON.stringify(readUpdate(inGroup({ text: '/desk K7M2QABCDEFG' }), 't'))).not.toContain('K7M2Q');
  expect(actOf(inGroup({ text: '/desk' }))).toBe('said in a group');
});

test('what is said in a topic is read with its file, what is said in General is nobody’s', () => {
  expect(actOf(inGroup({ text: 'Hello', ...topic }))).toEqual({
    did: 'said',
    thread_id: 5,
    message_id: 9,
    edited: false,
    text: 'Hello',
    file: null,
  });
  const voice = { voice: { file_id: 'v', file_unique_id: 'u', duration: 1 } };
  expect(actOf(inGroup({ ...voice, ...topic }))).toMatchObject({ did: 'said', file: { kind: 'voice' } });
  expect(actOf(inGroup({ text: 'Hello', ...topic }, 'edited_message'))).toMatchObject({ edited: true });
  expect(actOf(inGroup({ sticker: {}, ...topic }))).toMatchObject({ did: 'said', text: '', file: null });
  expect(actOf(inGroup({ text: 'Hello' }))).toBe('said in a group');
  // In a group without topics a thread is a row of replies.
  expect(actOf(inGroup({ text: 'Hello', message_thread_id: 5 }))).toBe('said in a group');
  expect(actOf(inGroup({ text: '/start', ...topic }))).toBe('a command in a topic');
  expect(actOf(inGroup({ pinned_message: {}, ...topic }))).toBe('a notice, nothing was said');
});

test('who writes as the group itself is heard and can be told, another bot is not', () => {
  const bot = { id: 1_087_968_824, is_bot: true };
  const asGroup = inGroup({ text: 'Hello', ...topic, from: bot, sender_chat: { id: chat.id } });
  expect(actOf(asGroup)).toMatchObject({ did: 'said', text: 'Hello' });
  expect(actOf(inGroup({ text: 'Hello', ...topic, from: bot }))).toBe('from a bot');
});

test('a topic that is closed or opened, and a bot that may not work any more, are told', () => {
  expect(actOf(inGroup({ forum_topic_closed: {}, ...topic }))).toMatchObject({ did: 'topic', closed: true });
  expect(actOf(inGroup({ forum_topic_reopened: {}, ...topic }))).toMatchObject({ closed: false });
  expect(actOf(member({ status: 'kicked' }))).toEqual({ did: 'lost', why: 'thrown_out' });
  expect(actOf(member({ status: 'left' }))).toEqual({ did: 'lost', why: 'thrown_out' });
  expect(actOf(member({ status: 'member' }))).toEqual({ did: 'lost', why: 'no_right' });
  expect(actOf(member({ status: 'member' }, { status: 'left' }))).toBe('membership in a group');
  const without = { status: 'administrator', can_manage_topics: false };
  expect(actOf(member(without))).toEqual({ did: 'lost', why: 'no_right' });
  expect(actOf(member({ status: 'administrator', can_manage_topics: true }))).toBe('membership in a group');
});

test('the right to delete messages is missed when it is taken, not where it never was', () => {
  const [with_it, without] = [true, false].map((can_delete_messages) => ({
    status: 'administrator',
    can_manage_topics: true,
    can_delete_messages,
  }));
  expect(actOf(member(without ?? {}, with_it))).toEqual({ did: 'lost', why: 'no_right' });
  expect(actOf(member(without ?? {}, without))).toBe('membership in a group');
  expect(actOf(member(with_it ?? {}, without))).toBe('membership in a group');
});
