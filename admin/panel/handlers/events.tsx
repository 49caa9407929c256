import { plain } from '../../../core/i18n/t.ts';
import { dayOf } from '../../../core/time/slot-instants.ts';
import { EventPage } from '../pages/event.tsx';
import { Events } from '../pages/events.tsx';
import type { EventDay } from '../ports/events.ts';
import { field, type PanelHandlers } from '../request.ts';
import { nextStatuses } from './event-ask.tsx';
import { type EventHandlerDeps, eventOf } from './event-common.ts';

const slotsOfPage = 120;
/** Of so many nobody loses their way. */
const fewSlots = 40;

export const events = (deps: EventHandlerDeps): Pick<PanelHandlers, 'events' | 'event'> => ({
  async events({ lang, visitor, query }) {
    const archived = field(query, 'archived') === '1';
    const rows = await deps.reader.events(visitor.company_id, archived);
    return {
      page: <Events rows={rows} archived={archived} visitor={visitor} />,
      title: plain('panel.menu.events', lang),
      at: 'events',
    };
  },

  async event({ visitor, params, query }) {
    const event = await eventOf(deps, visitor, params);
    if (!event) return { not: 'found' };
    const now = await deps.clock();
    const days = await deps.reader.days(event.event_id);
    const day = dayToShow(days, field(query, 'day'), dayOf(now));
    const at = Math.min(Number(/^\d{1,4}$/.exec(field(query, 'at'))?.[0] ?? 0), 10_000);
    const page = await deps.reader.slots(event.event_id, { now, day, skip: at, most: slotsOfPage });
    const shown = { event, days, day, page, at, next: nextStatuses[event.status], visitor };
    return { page: <EventPage {...shown} />, title: event.title, at: 'events' };
  },
});

/** Few slots are shown all at once; of many the day that was asked for, or the next one that comes. */
function dayToShow(days: readonly EventDay[], asked: string, today: string): string | undefined {
  const known = days.find(({ day }) => day === asked);
  if (known) return known.day;
  const slots = days.reduce((sum, one) => sum + one.slots, 0);
  if (slots <= fewSlots) return undefined;
  return (days.find(({ day }) => day >= today) ?? days.at(-1))?.day;
}
