import { expect, test } from 'vitest';
import { conversationRoutes } from './conversations.ts';

const { body, example } = conversationRoutes.conversationMessage;
const takes = (more: object) => body.safeParse({ ...example.body, ...more }).success;

test('a message of nothing, and one longer than Telegram has, is refused; a file needs no words, nor does an edit', () => {
  const file = { kind: 'voice', file_id: 'F', name: null, type: 'audio/ogg', size: 10_485_760 };
  for (const text of ['', ' \n']) {
    expect(takes({ text })).toBe(false);
    expect(takes({ text, file })).toBe(true);
    expect(takes({ text, edited: true })).toBe(true);
  }
  expect(takes({ text: 'x'.repeat(4_096) })).toBe(true);
  expect(takes({ text: 'x'.repeat(4_097) })).toBe(false);
});
