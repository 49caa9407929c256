import type { ObjectId } from 'mongodb';
import type { ActOfEdit } from '../../../core/audit/act.ts';
import type { InitiatedBy } from '../../../core/booking/words.ts';
import type { EventValues } from '../../../core/events/values.ts';

/** What may be changed of a slot. Absent: stays as it is. */
export type SlotPatch = {
  /** "2026-11-26", with `time`: by Moscow's clock. */
  readonly day?: string;
  readonly time?: string;
  readonly duration_minutes?: number;
  readonly location?: string | null;
  readonly audience?: string | null;
  readonly max_users?: number;
  readonly is_active?: boolean;
  readonly specialist_id?: ObjectId | null;
};

export type EventPatch = Partial<EventValues> & {
  readonly status?: 'draft' | 'open' | 'closed' | 'archived';
  readonly audience?: readonly ObjectId[] | null;
};

type Common = {
  readonly _id: string;
  readonly initiated_by: InitiatedBy;
  /** Its line in the audit log, written when it is applied. Absent: nobody made it, or who did has noted it. */
  readonly act?: ActOfEdit;
  readonly reason: string | null;
  readonly at: Date;
  /** Set by the one write that applied it; a repetition finds it. */
  readonly applied: { readonly rev: number; readonly concerns_seated: boolean; readonly at: Date } | null;
  readonly told: number | null;
  readonly finished_at: Date | null;
};

export type Beside = { readonly from: Date; readonly to: Date };

/** `changes`: an edit by staff, stored before it is begun, and what came of it. `seen`: the values the editor saw. */
export type SlotChangeDoc = Common & {
  readonly target: 'slot';
  readonly slot_id: ObjectId;
  readonly event_id: ObjectId;
  readonly patch: SlotPatch;
  readonly seen: SlotPatch;
  /** Whom the editor was told of, in the order of their ids: with anybody else in the slot nothing is done. */
  readonly people?: readonly string[];
  /** What is in that room then, as the editor was told; null: nothing. Absent: asked for before rooms were looked at. */
  readonly beside?: Beside | null;
};
export type EventChangeDoc = Common & {
  readonly target: 'event';
  readonly event_id: ObjectId;
  readonly patch: EventPatch;
  readonly seen: EventPatch;
  /** Slots that were inserted before this was stored: nothing of the event itself changes. */
  readonly added?: { readonly slots: readonly ObjectId[]; readonly seats: number };
  /** A slot that is deleted right after this is stored: its absence says that it was. */
  readonly removed?: { readonly slot: ObjectId; readonly rev: number };
};
export type ChangeDoc = SlotChangeDoc | EventChangeDoc;
