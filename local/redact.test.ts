import * as fc from 'fast-check';
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

test('whatever the password is, no text about its URL shows it', () => {
  const password = fc.string({ minLength: 6, unit: 'binary-ascii' }).filter((text) => /[^*\s]{6}/.test(text));
  fc.assert(
    fc.property(password, (secret) => {
      const url = `amqp://zapis:${encodeURIComponent(secret)}@rabbit:5672/vhost`;
      const told = redactIn(`handshake with ${url} failed for ${secret}`, url);
      expect(told).not.toContain(secret);
      expect(told).not.toContain(encodeURIComponent(secret));
      expect(redactUrl(url)).toBe('amqp://zapis:***@rabbit:5672/vhost');
    }),
    { seed: 20_261_121 },
  );
});
