import type { Point } from '../support/barrier-wire.ts';
import type { Walker } from '../support/candidate.ts';

// Where a process is lost: named by what goes over the wire there, for one person only.

const idOf = ({ person }: Walker): Buffer => Buffer.from(person.userId, 'hex');

/** AMQP's `basic.ack`: the broker has it. */
const confirm = (message: Buffer): boolean => message.includes(Buffer.from([0, 60, 0, 80]));
/** A run's id: Temporal has taken the signal. */
const runId = (message: Buffer): boolean =>
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/.test(message.toString('latin1'));

export const claim = (who: Walker, at: Point['at']): Point => ({
  has: ['findAndModify', 'interview_slots', '$size', idOf(who)],
  at,
});

/** By the booking: the person does not stand in it. */
export const commit = (booking: string, at: Point['at']): Point => ({
  has: ['findAndModify', 'bookings', 'last_change', Buffer.from(booking, 'hex')],
  at,
});

export const journal = (who: Walker, at: Point['at']): Point => ({
  has: ['insert', 'audit_log', idOf(who)],
  at,
});

export const giveBack = (who: Walker, at: Point['at']): Point => ({
  has: ['update', 'interview_slots', '$pull', idOf(who)],
  at,
});

export const intent = (who: Walker, at: Point['at']): Point => ({
  has: ['insert', 'bookings', idOf(who)],
  at,
});

export const publish = (who: Walker, type: string, at: Point['at']): Point => ({
  has: [`"event_type":"${type}"`, `"user_id":"${who.person.userId}"`],
  at,
  reply: confirm,
});

export const handOver = (who: Walker, signal: string, at: Point['at']): Point => ({
  has: [signal, who.person.userId],
  at,
  reply: runId,
});

export const identity = (who: Walker, at: Point['at']): Point => ({
  has: [`telegram_id=${who.person.id}`],
  at,
});

/** Whatever the bot asks Redis about this person. */
export const memory = (who: Walker, at: Point['at']): Point => ({ has: [String(who.person.id)], at });
