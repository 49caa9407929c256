import { expect, test } from 'vitest';
import { readAccount, readPhone, readUsername } from './fields.ts';

test('a phone is the same number however it is written, and nothing else is a phone', () => {
  for (const written of ['+7 (999) 123-45-67', '8 999 123 45 67', '9991234567', '7.999.123.45.67'])
    expect(readPhone(written), written).toBe('+79991234567');
  expect(readPhone('+44 20 7946 0958')).toBe('+442079460958');
  for (const none of ['', '12345', 'call me', '+7999123456789012', '=1+1', '7999123456x'])
    expect(readPhone(none), none).toBeUndefined();
});

test('a username is read with @, with a link or bare; an account is a number Telegram can have', () => {
  for (const written of ['anna_i', '@anna_i', 't.me/anna_i', 'https://t.me/anna_i'])
    expect(readUsername(written), written).toBe('anna_i');
  for (const none of ['', '@', '1anna', 'a b c d', 'анна']) expect(readUsername(none), none).toBeUndefined();
  expect(readAccount('7000000001')).toBe(7_000_000_001);
  for (const none of ['', '0', '-5', '1e3', '12.5', '99999999999999999'])
    expect(readAccount(none)).toBeUndefined();
});
