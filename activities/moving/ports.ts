import type { InitiatedBy } from '../../core/booking/words.ts';
import type { BookingId, EventId, SlotId, UserId } from '../../core/shared/ids.ts';

export type MoveTask = {
  readonly event_id: EventId;
  readonly to: SlotId;
  readonly initiated_by: InitiatedBy;
  readonly trace_id: string;
  /** The next who have no outcome. `left_slot`: their booking is not of that slot any more. */
  readonly next: readonly {
    readonly user_id: UserId;
    readonly left_slot: boolean;
    readonly booking_id?: BookingId;
    /** Refers to why staff do it: their words are kept elsewhere, about each person. */
    readonly reason: string;
  }[];
};
export type PeopleMoves = {
  /** undefined: there is no such move. */
  task(moveId: string, most: number): Promise<MoveTask | undefined>;
  settle(moveId: string, user: UserId, outcome: string): Promise<void>;
  /** How many have no outcome yet. */
  left(moveId: string): Promise<number>;
};

type Answer = { readonly ok: true } | { readonly ok: false; readonly reason: string };
/** The candidate's own workflow moves the booking. */
export type BookingMover = {
  move(
    whose: { readonly event_id: EventId; readonly user_id: UserId },
    command: {
      readonly key: string;
      readonly trace_id: string;
      readonly initiated_by: InitiatedBy;
      readonly override_reason: string;
      readonly slot_id: SlotId;
      readonly booking_id?: BookingId;
    },
  ): Promise<Answer>;
};
