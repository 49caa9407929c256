import { ServiceError } from '@temporalio/client';
import {
  MongoInvalidArgumentError,
  MongoNetworkError,
  MongoServerError,
  MongoTopologyClosedError,
} from 'mongodb';
import { expect, test } from 'vitest';
import { mongoTrouble } from './mongo/errors.ts';
import { rabbitTrouble } from './rabbit/errors.ts';
import { telegramTrouble } from './telegram/errors.ts';
import { temporalTrouble } from './temporal/connect.ts';

const withCode = (message: string, code: number | string) => Object.assign(new Error(message), { code });

/** As the client throws it: the server's answer is the cause. */
const wrapped = (code: number, details = 'said') =>
  new ServiceError('Failed to start Workflow', {
    cause: Object.assign(new Error('x'), { code, details, metadata: {} }),
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
  ['a MongoDB that was never reached', mongoTrouble(new MongoTopologyClosedError()), 'again'],
  [
    'a Temporal namespace that has no search attributes yet',
    temporalTrouble(wrapped(3, 'Namespace x has no mapping defined for search attribute BookingPhase')),
    'again',
  ],
  ['a request that Temporal does not understand', temporalTrouble(wrapped(3)), 'refused'],
  ['a lost MongoDB', mongoTrouble(new MongoNetworkError('socket closed')), 'again'],
  [
    'a wrong password for RabbitMQ',
    rabbitTrouble(new Error('Handshake terminated: 403 (ACCESS-REFUSED)')),
    'refused',
  ],
  ['a queue of another shape', rabbitTrouble(withCode('PRECONDITION_FAILED', 406)), 'refused'],
  ['a RabbitMQ that is away', rabbitTrouble(withCode('connect ECONNREFUSED', 'ECONNREFUSED')), 'again'],
  [
    'a revoked bot token',
    telegramTrouble({ kind: 'refused', code: 401, description: 'Unauthorized' }),
    'refused',
  ],
  ['Telegram asking for patience', telegramTrouble({ kind: 'wait', ms: 7_000, because: 'telegram' }), 'busy'],
  ['Telegram failing', telegramTrouble({ kind: 'unknown', description: '502 Bad Gateway' }), 'again'],
  ['a network that fails', telegramTrouble({ kind: 'unreached', description: 'ECONNREFUSED' }), 'again'],
])('%s is sorted by who must act', (_what, trouble, kind) => {
  expect(trouble.kind).toBe(kind);
});

test('Telegram’s own waiting time is kept', () => {
  expect(telegramTrouble({ kind: 'wait', ms: 7_000, because: 'telegram' })).toMatchObject({ waitMs: 7_000 });
});
