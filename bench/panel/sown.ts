import type { EventId, SlotId, UserId } from '../../core/shared/ids.ts';

/** How much there is to show. `largest`: so many bookings of one event. */
export type Size = {
  readonly events: number;
  readonly bookings: number;
  readonly largest: number;
  readonly people: number;
};

export type SownSlot = { readonly id: SlotId; readonly starts_at: number; readonly seats: number };
/** `times`: by time of start. */
export type SownEvent = {
  readonly id: EventId;
  readonly title: string;
  readonly times: readonly SownSlot[];
  readonly bookings: number;
};

/** Those that pages are opened for. */
export type Sown = {
  readonly largest: SownEvent;
  readonly usual: SownEvent;
  /** Nobody has booked in it. */
  readonly empty: SownEvent;
  readonly booking: string;
  readonly number: string;
  readonly person: UserId;
  readonly staff: UserId;
  readonly broadcast: string;
  readonly draft: string;
  readonly dead: string;
  readonly move: string;
  readonly list: string;
  readonly token: string;
  readonly ad: string;
  readonly ready: string;
  /** As it stands in its address. */
  readonly feed: string;
};
