import type { ObjectId } from 'mongodb';
import type { DamageKind } from '../../../core/damage/words.ts';

/** `reconcile_findings`: what the last passes of the reconciler saw that does not fit. In real time. */
export type FindingDoc = {
  /** The key of the damage. */
  readonly _id: string;
  readonly kind: DamageKind;
  readonly event_id: ObjectId;
  readonly user_id: ObjectId | null;
  readonly booking_id: ObjectId | null;
  readonly slot_id: ObjectId | null;
  readonly change_id?: string | null;
  readonly terminated: boolean;
  readonly first_seen: Date;
  readonly last_seen: Date;
  readonly last_pass: string;
  readonly passes: number;
  readonly repairs: number;
  readonly repaired_pass: string | null;
  /** Not repaired again before. */
  readonly again_at: Date | null;
};
