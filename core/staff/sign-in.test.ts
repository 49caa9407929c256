import { expect, test } from 'vitest';
import { nextPage } from './next-page.ts';
import { isLogin, passwordFault, plainName } from './sign-in.ts';

test('signing in leads to a page of ours and to no other site, however the address is written', () => {
  expect(nextPage('/bookings?status=booked')).toBe('/bookings?status=booked');
  for (const wrong of [
    '',
    'bookings',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/a\\..\\/evil',
    '/\t/evil.example',
    '/\n/evil.example',
    'javascript:alert(1)',
    `/${'a'.repeat(600)}`,
  ])
    expect(nextPage(wrong), JSON.stringify(wrong)).toBe('/');
  // A path that a browser would shorten to one that begins with two slashes stays on our host.
  expect(nextPage('/.//evil.example')).toBe('/');
  expect(nextPage('/..//evil.example')).toBe('/');
});

test('a name is the same name with and without @, in capitals and in small letters', () => {
  expect([plainName(' @Olga '), plainName('OLGA')]).toEqual(['olga', 'olga']);
});

test('a login cannot be mistaken for a Telegram number, and has no odd signs', () => {
  for (const good of ['olga', 'o.petrova', 'olga_1', 'anna-b']) expect(isLogin(good), good).toBe(true);
  for (const wrong of ['12345', 'ol', 'Olga', 'ольга', 'a b', '$ne', `a${'b'.repeat(32)}`])
    expect(isLogin(wrong), wrong).toBe(false);
});

test('a password is long enough, not endless, and does not hold the login', () => {
  expect(passwordFault('correct horse', 'olga')).toBeUndefined();
  expect(passwordFault('too short', 'olga')).toBe('short');
  expect(passwordFault('a'.repeat(201), 'olga')).toBe('long');
  expect(passwordFault('Olga-2026-spring', 'olga')).toBe('same_as_login');
});
