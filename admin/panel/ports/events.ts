import type { EventId, SlotId, UserId } from '../../../core/shared/ids.ts';

/** As far as a list or a search names it. */
export type EventNamed = Pick<EventRow, 'event_id' | 'title' | 'status'>;
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
  readonly taken: number;
  /** Of those taken: by somebody who is still deciding. */
  readonly held: number;
  /** The first few who have a seat. */
  readonly people: readonly SeatRow[];
  /** Who leads it: sees it as theirs and records how it went. */
  readonly specialist: Specialist | null;
  /** Who leads another slot at that time. */
  readonly led_twice: boolean;
  readonly active: boolean;
  /** Whether somebody could book it now, were a seat free. */
  readonly bookable: boolean;
  /** Its cut-off has passed. */
  readonly over: boolean;
};
/** One day of an event, counted. */
export type EventDay = {
  readonly day: string;
  /** When the first slot begins, "09:00". */
  readonly from: string;
  readonly slots: number;
  readonly off: number;
  readonly seats: number;
  readonly taken: number;
};
export type SlotQuery = {
  readonly now: number;
  /** undefined: all days. */
  readonly day: string | undefined;
  readonly skip: number;
  readonly most: number;
};
export type SlotPage = { readonly rows: readonly SlotRow[]; readonly more: boolean };
