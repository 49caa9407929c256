import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { EventId, SlotId, UserId } from '../../core/shared/ids.ts';

/** One per event, while there is somebody to tell that a seat became free. */
export const wishesWorkflowType = 'wishesWorkflow';
export const wishesWorkflowId = (event: EventId): string => `wishes:${event}`;

export type WishesInput = { readonly v: 1; readonly event_id: EventId };

/** Seats became free, by whatever: a release, new slots, more seats, an event that opened. */
export type Opening = {
  readonly event_id: EventId;
  /** Made from what happened: the same opening again is one. */
  readonly key: string;
  /** null: any slot of the event. */
  readonly slots: readonly SlotId[] | null;
  /** null: as many as are free there. */
  readonly seats: number | null;
  /** Who gave the seat back: told nothing. */
  readonly by: UserId | null;
};
export const seatsOpened = defineSignal<[{ readonly v: 1 } & Opening]>('seatsOpened');

export type WishesResult = { readonly v: 1; readonly openings: number; readonly told: number };
export const wishesProgress = defineQuery<{ readonly waiting: number; readonly told: number }>('progress');
