import type { EventId } from '../../core/shared/ids.ts';

export type AskedChange = { readonly event: EventId; readonly rev: number; readonly changeId: string };

export type OverEvents = {
  /** Open events with nothing left to come, whatever their company. */
  find(now: number): Promise<readonly EventId[]>;
  /** Stores that it is to be closed; null: it is not open any more, or something is to come after all. */
  askToClose(event: EventId, now: number): Promise<AskedChange | null>;
};

/** Sets the edit going as staff's own are; an edit of this revision that is under way already is enough. */
export type StartEventChange = (change: AskedChange) => Promise<void>;
