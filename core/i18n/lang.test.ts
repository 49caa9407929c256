import { expect, test } from 'vitest';
import { langOf } from './lang.ts';

test('the person’s choice, else Telegram’s language, English for languages we do not speak, else Russian', () => {
  expect(langOf('en', 'ru')).toBe('en');
  expect(langOf(null, 'en-GB')).toBe('en');
  expect(langOf(undefined, 'RU')).toBe('ru');
  expect(langOf('xx', 'de')).toBe('en');
  expect(langOf('ru', 'en')).toBe('ru');
  expect(langOf(null, '')).toBe('ru');
  expect(langOf(null, null)).toBe('ru');
});
