import { expect, test } from 'vitest';
import { needsSandbox } from './sandbox-child.ts';

test('the sandbox plays Telegram only where nobody gave a token, and never in production', () => {
  expect(needsSandbox({})).toBe(true);
  expect(needsSandbox({ BOT_TOKEN: '', ZAPIS_ENV: 'development' })).toBe(true);
  expect(needsSandbox({ BOT_TOKEN: '1:token' })).toBe(false);
  expect(needsSandbox({ BOT_TOKEN_FILE: '/run/secrets/bot_token' })).toBe(false);
  expect(needsSandbox({ ZAPIS_ENV: 'production' })).toBe(false);
});
