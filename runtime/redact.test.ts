import { expect, test } from 'vitest';
import { redact } from './redact.ts';

test('a bot token in a URL is not shown', () => {
  expect(redact('POST http://host/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe failed')).toBe(
    'POST http://host/bot<token>/getMe failed',
  );
});

test('user and password in a connection string are not shown', () => {
  expect(redact('connect amqp://zapis:s3cret@rabbit:5672/vhost')).toBe(
    'connect amqp://<user>@rabbit:5672/vhost',
  );
  expect(redact('mongodb://a:b@x, redis://:pw@y')).toBe('mongodb://<user>@x, redis://<user>@y');
});

test('a password with an @ or a slash in it is not shown in part either', () => {
  expect(redact('amqp://u:p@ss/word@host/v failed')).toBe('amqp://<user>@host/v failed');
});
