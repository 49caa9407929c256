import type { Fill, Funnel, Outcomes } from '../../../core/figures/figures.ts';
import type { EventId } from '../../../core/shared/ids.ts';

export type EventFigures = Funnel & Outcomes & { readonly event_id: EventId; readonly title: string };
/** `all`: of the same events as one, so that somebody who is in several of them counts once per step. */
export type FiguresOf = { readonly each: readonly EventFigures[]; readonly all: Funnel & Outcomes };
export type DayFill = Fill & { readonly day: string };

/** Counted from what stands in the database at this moment. */
export type Figures = {
  /** The newest first; drafts have none. With an event, only that one. */
  events(company: string, event?: EventId): Promise<FiguresOf>;
  /** The days with slots, in order; of one event or of all. */
  days(company: string, event: EventId | undefined, from: string): Promise<readonly DayFill[]>;
};
