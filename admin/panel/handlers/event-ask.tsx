import { dayOf } from '../../../core/time/slot-instants.ts';
import { EventRemovalPage, type NewStatus, StatusPage, statuses } from '../pages/event-ask.tsx';
import type { EventDetails } from '../ports/event-desk.ts';
import { field, type PanelHandlers } from '../request.ts';
import { eventPath, eventsRoutes } from '../routes/events.ts';
import { actBy, type Visitor } from '../visitor.ts';
import { type EventHandlerDeps, editorOf, eventOf } from './event-common.ts';
import { slotsOf } from './event-copy.tsx';

type Names = 'eventStatus' | 'changeEventStatus' | 'eventRemoval' | 'removeEvent';

/** Where an event can go from what it is. An open one is closed first: then nobody can book while it is put away. */
export const nextStatuses: Readonly<Record<EventDetails['status'], readonly NewStatus[]>> = {
  draft: ['open', 'archived'],
  open: ['closed'],
  closed: ['open', 'archived'],
  archived: [],
};

const done = {
  open: { flash: 'panel.flash.event_opened', what: 'event.opened' },
  closed: { flash: 'panel.flash.event_closed', what: 'event.closed' },
  archived: { flash: 'panel.flash.event_archived', what: 'event.archived' },
} as const;

export const eventAsk = (deps: EventHandlerDeps): Pick<PanelHandlers, Names> => ({
  async eventStatus({ params, query, visitor }) {
    const event = await eventOf(deps, visitor, params);
    const to = statuses.find((one) => one === field(query, 'to'));
    if (!event || !to || !nextStatuses[event.status].includes(to)) return { not: 'found' };
    return statusPage(deps, event, to, visitor);
  },

  async changeEventStatus(request) {
    const { params, form, visitor } = request;
    const event = await eventOf(deps, visitor, params);
    const to = statuses.find((one) => one === field(form, 'to'));
    if (!event || !to) return { not: 'found' };
    const back = eventPath(event.event_id);
    if (!nextStatuses[event.status].includes(to))
      return { go_to: back, flash: 'panel.flash.event_status_kept' };
    const now = await deps.clock();
    if (to === 'archived' && (await deps.eventDesk.booked(event.event_id, now)).count > 0)
      return { ...(await statusPage(deps, event, to, visitor)), status: 409 };
    const { what, flash } = done[to];
    const act = {
      ...actBy(request),
      what,
      target: event.event_id,
      title: event.title,
      before: { status: event.status },
      after: { status: to },
    };
    const changed = await deps.eventDesk.change(event, { status: to }, { ...editorOf(request, now), act });
    if (!changed.ok)
      return {
        go_to: back,
        flash:
          changed.reason === 'outcome_unknown'
            ? 'panel.flash.change_unknown'
            : 'panel.flash.event_status_kept',
      };
    return { go_to: back, flash };
  },

  async eventRemoval({ params, visitor }) {
    const event = await eventOf(deps, visitor, params);
    return event ? removalPage(deps, event, visitor) : { not: 'found' };
  },

  async removeEvent(request) {
    const event = await eventOf(deps, request.visitor, request.params);
    if (!event) return { not: 'found' };
    if (!(await deps.eventDesk.remove(event)))
      return { ...(await removalPage(deps, event, request.visitor)), status: 409 };
    const { event_id: target, title } = event;
    await deps.audit.write({ ...actBy(request), what: 'event.removed', target, title });
    return { go_to: eventsRoutes.events.path, flash: 'panel.flash.event_removed' };
  },
});

async function statusPage(deps: EventHandlerDeps, event: EventDetails, to: NewStatus, visitor: Visitor) {
  const now = await deps.clock();
  const [booked, days] = await Promise.all([
    deps.eventDesk.booked(event.event_id, now),
    deps.reader.days(event.event_id),
  ]);
  const free = days
    .filter(({ day }) => day >= dayOf(now))
    .reduce((sum, { seats, taken }) => sum + seats - taken, 0);
  const page = <StatusPage event={event} to={to} booked={booked} free={free} visitor={visitor} />;
  return { page, title: event.title, at: 'events' };
}

async function removalPage(deps: EventHandlerDeps, event: EventDetails, visitor: Visitor) {
  const [people, { count }] = await Promise.all([
    deps.eventDesk.everBooked(event.event_id),
    slotsOf(deps, event, 'all'),
  ]);
  const page = <EventRemovalPage event={event} slots={count} people={people} visitor={visitor} />;
  return { page, title: event.title, at: 'events' };
}
