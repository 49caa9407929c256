import type { EventId, SlotId, UserId } from '../../../core/shared/ids.ts';

export type EventRow = {
  readonly event_id: EventId;
  readonly title: string;
  readonly status: 'draft' | 'open' | 'closed' | 'archived';
  readonly slots: number;
  readonly taken: number;
  readonly seats: number;
  /** Of the first and the last slot. */
  readonly from: number | null;
  readonly to: number | null;
};
export type Specialist = { readonly user_id: UserId; readonly name: string };
type SeatRow = { readonly user_id: UserId; readonly name: string; readonly held: boolean };
export type SlotRow = {
  readonly slot_id: SlotId;
  readonly starts_at: number;
  readonly minutes: number;
  readonly location: string | null;
  readonly room: string | null;
  readonly seats: number;
  readonly taken: readonly SeatRow[];
  /** Who leads it: sees it as theirs and records how it went. */
  readonly specialist: Specialist | null;
  readonly active: boolean;
  /** Whether somebody could book it now, were a seat free. */
  readonly bookable: boolean;
};
