import { expect, test } from 'vitest';
import { redactIn, redactUrl } from './redact.ts';

test.each([
  ['redis://127.0.0.1:6379', 'redis://127.0.0.1:6379'],
  ['amqp://user:s3cret@host/vhost', 'amqp://user:***@host/vhost'],
  ['redis://:s3cret@host:6379/0', 'redis://:***@host:6379/0'],
  ['mongodb://u:p@ss@a:1,b:2/db?x=1', 'mongodb://u:***@a:1,b:2/db?x=1'],
  [
    'mongodb://h/db?tlsCertificateKeyFilePassword=abc&x=1',
    'mongodb://h/db?tlsCertificateKeyFilePassword=***&x=1',
  ],
])('no password is shown: %s', (url, shown) => {
  expect(redactUrl(url)).toBe(shown);
});

test('a driver that repeats the password in its message is corrected', () => {
  const url = 'amqp://user:p%40ss@host';
  expect(redactIn(`cannot log in with p@ss (p%40ss) at ${url}`, url)).toBe(
    'cannot log in with *** (***) at amqp://user:***@host',
  );
});
