import type { Opening } from '../../contracts/workflows/wishes.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';
import type { Whose } from '../booking/orders.ts';

/**
 * Hears of seats that became free, and forgets it when nobody waits for one. Told after the seats are free and before it is
 * forgotten that they were; the same key again is the same opening. Throws when it could not be noted.
 */
export type Openings = { freed(opening: Opening): Promise<void> };

export type Wishes = {
  /** One wish per person and event, however often it is made; one that a booking ended begins anew. */
  note(whose: Whose, now: number): Promise<void>;
  /** Seats of the opening that somebody could book now. */
  freeSeats(opening: Opening, now: number): Promise<number>;
  /** Who was chosen for this opening: how many, and those who may not have been told yet. */
  chosen(opening: Opening): Promise<{ readonly count: number; readonly untold: readonly UserId[] }>;
  /** Chooses the oldest wishes that may be told now, and notes it before anybody is told. */
  choose(opening: Opening, most: number, now: number): Promise<readonly UserId[]>;
  told(opening: Opening, user: UserId): Promise<void>;
};

export type WishDeps = {
  readonly wishes: Wishes;
  readonly time: { now(): Promise<number> };
  /** Tells the booking's workflow; starts it when it is not running. */
  readonly slotOpened: (whose: Whose, key: string) => Promise<void>;
  /** That the next text of this person is a reason; null: it is not. Stands in MongoDB, and who they are is read anew. */
  readonly waitForReason: (user: UserId, wait: { event_id: EventId; until: number | null }) => Promise<void>;
};
