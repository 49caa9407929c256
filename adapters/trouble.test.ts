import { ServiceError } from '@temporalio/client';
import { MongoInvalidArgumentError, MongoNetworkError, MongoServerError } from 'mongodb';
import { TelegramError } from 'telegraf';
import { expect, test } from 'vitest';
import { mongoTrouble } from './mongo/errors.ts';
import { rabbitTrouble } from './rabbit/errors.ts';
import { telegramTrouble } from './telegram/errors.ts';
import { temporalTrouble } from './temporal/connect.ts';

const withCode = (message: string, code: number | string) => Object.assign(new Error(message), { code });
const telegram = (code: number, description: string, extra: object = {}) =>
  new TelegramError({ error_code: code, description, ...extra }, { method: 'getMe', payload: {} });

/** As the client throws it: the server's answer is the cause. */
const wrapped = (code: number) =>
  new ServiceError('Failed to start Workflow', {
    cause: Object.assign(new Error('x'), { code, details: 'said', metadata: {} }),
  });

test.each([
  ['a unique index', mongoTrouble(new MongoServerError({ code: 11_000, message: 'E11000' })), 'refused'],
  [
    'a wrong password for MongoDB',
    mongoTrouble(new MongoServerError({ code: 18, message: 'auth' })),
    'refused',
  ],
  [
    'an election in the middle of a start',
    mongoTrouble(new MongoServerError({ code: 10_107, message: 'not primary' })),
    'again',
  ],
  ['a misuse of the MongoDB driver', mongoTrouble(new MongoInvalidArgumentError('bad option')), 'refused'],
  ['data of a newer version', mongoTrouble(new Error('start a newer version')), 'refused'],
  ['a Temporal that is away, under a wrapped error', temporalTrouble(wrapped(14)), 'again'],
  ['a Temporal account without rights, under a wrapped error', temporalTrouble(wrapped(7)), 'refused'],
  ['a Temporal that asks for patience', temporalTrouble(wrapped(8)), 'busy'],
  ['a lost MongoDB', mongoTrouble(new MongoNetworkError('socket closed')), 'again'],
  [
    'a wrong password for RabbitMQ',
    rabbitTrouble(new Error('Handshake terminated: 403 (ACCESS-REFUSED)')),
    'refused',
  ],
  ['a queue of another shape', rabbitTrouble(withCode('PRECONDITION_FAILED', 406)), 'refused'],
  ['a RabbitMQ that is away', rabbitTrouble(withCode('connect ECONNREFUSED', 'ECONNREFUSED')), 'again'],
  ['a revoked bot token', telegramTrouble(telegram(401, 'Unauthorized')), 'refused'],
  [
    'Telegram asking for patience',
    telegramTrouble(telegram(429, 'Too Many Requests', { parameters: { retry_after: 7 } })),
    'busy',
  ],
  ['Telegram failing', telegramTrouble(telegram(502, 'Bad Gateway')), 'again'],
  ['a network that fails', telegramTrouble(new Error('socket hang up')), 'again'],
])('%s is sorted by who must act', (_what, trouble, kind) => {
  expect(trouble.kind).toBe(kind);
});

test('Telegram’s own waiting time is kept', () => {
  expect(
    telegramTrouble(telegram(429, 'Too Many Requests', { parameters: { retry_after: 7 } })),
  ).toMatchObject({ waitMs: 7_000 });
});

test('the token in a failed address is not told', () => {
  const error = new Error(
    'invalid json at https://api.telegram.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe',
  );
  expect(telegramTrouble(error).sentence).not.toContain('AAHdq');
});
