import { expect, test } from 'vitest';
import { contactOf, webAddress } from './links.ts';

test('only what Telegram takes on a button is a web address', () => {
  for (const good of ['https://example.org/a?b=c', 'http://10.0.0.7/map', 'https://[2001:db8::1]/'])
    expect(webAddress(good)).toBe(good);
  for (const bad of [
    'http://intranet/hr',
    'http://localhost:8080/',
    'javascript:alert(1)',
    'https://anna:secret@example.org/',
    'example.org',
  ])
    expect(webAddress(bad), bad).toBeUndefined();
});

test('a contact is a username in any of its forms, or a web address', () => {
  for (const anna of ['@hr_anna', 'hr_anna', 't.me/hr_anna', 'https://t.me/hr_anna/'])
    expect(contactOf(anna)).toEqual({ url: 'https://t.me/hr_anna', shown: '@hr_anna' });
  expect(contactOf('https://example.org/hr')?.url).toBe('https://example.org/hr');
  for (const none of ['http://intranet/hr', 'call me', '']) expect(contactOf(none), none).toBeUndefined();
});
