import type { ObjectId } from 'mongodb';
import type { Act, Actor, Subject, Values } from '../../../core/audit/act.ts';

/** `audit_log`, the part about everything but bookings: append only. */
export type ActDoc = {
  readonly _id: string;
  readonly kind: 'act';
  readonly subject: Subject;
  readonly what: Act['what'];
  readonly target: string;
  readonly title: string | null;
  /** The person it is about. */
  readonly user_id?: ObjectId;
  readonly company_id: string;
  readonly before: Values;
  readonly after: Values;
  readonly reason: string | null;
  readonly initiated_by: Actor;
  readonly token_id: string | null;
  readonly trace_id: string;
  readonly at: Date;
};
