import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { messagesPage } from '../messages-page.ts';

test('docs/messages.md shows the messages as they are (node scripts/write-messages.ts)', () => {
  const page = readFileSync(new URL('../../docs/messages.md', import.meta.url), 'utf8');
  expect(page).toBe(messagesPage());
});
