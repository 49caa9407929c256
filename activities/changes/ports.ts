import type { ChangeRefusal } from '../../contracts/workflows/change.ts';
import type { Opening } from '../../contracts/workflows/wishes.ts';
import type { InitiatedBy } from '../../core/booking/words.ts';
import type { EventId, SlotId, UserId } from '../../core/shared/ids.ts';

export type AppliedSlot =
  | {
      readonly ok: true;
      readonly slot_id: SlotId;
      readonly event_id: EventId;
      readonly rev: number;
      readonly initiated_by: InitiatedBy;
      /** Whether it concerns those who have a seat: another time, another place. */
      readonly concerns_seated: boolean;
    }
  | { readonly ok: false; readonly reason: ChangeRefusal };

export type AppliedEvent =
  | {
      readonly ok: true;
      readonly event_id: EventId;
      readonly rev: number;
      readonly initiated_by: InitiatedBy;
    }
  | { readonly ok: false; readonly reason: ChangeRefusal };

/** Edits, stored before they are begun. Every verb may be repeated: the change knows whether it was applied. */
export type ChangeStore = {
  applySlot(changeId: string): Promise<AppliedSlot>;
  /** The next people with a seat, in the order of their ids. */
  seatedOf(slotId: SlotId, after: UserId | null, limit: number): Promise<readonly UserId[]>;
  applyEvent(changeId: string): Promise<AppliedEvent>;
  /** Copies what decides to slots that are behind; how many still are. */
  copyToSlots(eventId: EventId): Promise<number>;
  /** The next people with a live booking or an anchor of this event. */
  concernedOf(eventId: EventId, after: UserId | null, limit: number): Promise<readonly UserId[]>;
  finish(changeId: string, told: number): Promise<void>;
  /** What a change that was applied made bookable; undefined: nothing. `seats: null`: all that is free there. */
  opened(changeId: string): Promise<Pick<Opening, 'slots' | 'seats'> | undefined>;
};

/** Tells a booking’s workflow; starts it when it is not running. */
export type BookingSignals = {
  slotChanged(
    whose: { event_id: EventId; user_id: UserId },
    notice: { slot_id: SlotId; change_id: string; rev: number; initiated_by: InitiatedBy },
  ): Promise<void>;
  eventChanged(
    whose: { event_id: EventId; user_id: UserId },
    notice: { change_id: string; rev: number; initiated_by: InitiatedBy },
  ): Promise<void>;
};

export type SlotAnnouncer = {
  slotChanged(changeId: string, traceId: string): Promise<{ readonly event_id: EventId }>;
  /** Each slot that came or went with this change; of another change nothing. */
  slotsCameOrWent(changeId: string): Promise<void>;
};
