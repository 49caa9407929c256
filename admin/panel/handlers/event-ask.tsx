import { plain } from '../../../core/i18n/t.ts';
import { dayAfter, dayOf, isDay, slotInstants } from '../../../core/time/slot-instants.ts';
import { CopyPage, EventRemovalPage, type NewStatus, StatusPage, statuses } from '../pages/event-ask.tsx';
import type { EventDetails } from '../ports/event-desk.ts';
import type { PanelReply } from '../reply.ts';
import { field, type PanelHandlers } from '../request.ts';
import { eventPath, eventsRoutes } from '../routes/events.ts';
import { actBy, type Visitor } from '../visitor.ts';
import { type EventHandlerDeps, editorOf, eventOf, newOnce, onceIn } from './event-common.ts';

type Names = 'eventStatus' | 'changeEventStatus' | 'eventCopy' | 'copyEvent' | 'eventRemoval' | 'removeEvent';

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
    const changed = await deps.eventDesk.change(event, { status: to }, editorOf(request, now));
    if (!changed.ok) return { go_to: back, flash: 'panel.flash.event_status_kept' };
    const { what, flash } = done[to];
    const change = { before: { status: event.status }, after: { status: to } };
    await deps.audit.write({
      ...actBy(request),
      what,
      target: event.event_id,
      title: event.title,
      ...change,
    });
    return { go_to: back, flash };
  },

  async eventCopy({ params, visitor }) {
    const event = await eventOf(deps, visitor, params);
    if (!event) return { not: 'found' };
    const slots = await slotsOf(deps, event);
    const day = slots.first === null ? '' : dayAfter(slots.first, 7);
    const form = { title: event.title, day, once: newOnce() };
    return copyPage(event, slots, { form, faults: {}, visitor });
  },

  async copyEvent(request) {
    const { params, form, visitor } = request;
    const event = await eventOf(deps, visitor, params);
    if (!event) return { not: 'found' };
    const slots = await slotsOf(deps, event);
    const typed = { title: field(form, 'title').trim(), day: field(form, 'day'), once: onceIn(form) };
    const now = await deps.clock();
    const faults = copyFaults(typed, slots, now, visitor);
    if (Object.keys(faults).length > 0)
      return { ...copyPage(event, slots, { form: typed, faults, visitor }), status: 422 };
    const days = slots.first === null ? 0 : daysBetween(slots.first, typed.day);
    const { title, once } = typed;
    const copy = await deps.eventDesk.copy(event, { title, days }, { now, once });
    await deps.audit.write({ ...actBy(request), what: 'event.copied', target: copy, title, key: once });
    return { go_to: eventPath(copy), flash: 'panel.flash.event_copied' };
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

type Slots = {
  readonly first: string | null;
  /** When the earliest of the first day begins, "09:00". */
  readonly time: string;
  readonly count: number;
};

/** Those that are on the list: what was switched off is not copied. */
async function slotsOf({ reader }: EventHandlerDeps, event: EventDetails, which = 'active'): Promise<Slots> {
  const days = await reader.days(event.event_id);
  const kept = days
    .map((one) => ({ ...one, slots: which === 'all' ? one.slots : one.slots - one.off }))
    .filter(({ slots }) => slots > 0);
  const count = kept.reduce((sum, { slots }) => sum + slots, 0);
  return { first: kept[0]?.day ?? null, time: kept[0]?.from ?? '00:00', count };
}

type CopyForm = { readonly title: string; readonly day: string; readonly once: string };
type CopyFaults = { readonly title?: string; readonly day?: string };

function copyFaults(
  { title, day }: CopyForm,
  { first, time }: Slots,
  now: number,
  { lang }: Visitor,
): CopyFaults {
  const dayFault = (): CopyFaults => {
    if (first === null) return {};
    if (!isDay(day)) return { day: plain('panel.fault.missing', lang) };
    if (slotInstants(day, time, 0).starts_at <= now) return { day: plain('panel.fault.past', lang) };
    return day > dayAfter(dayOf(now), 366) ? { day: plain('panel.fault.too_far', lang) } : {};
  };
  return {
    ...(title === '' && { title: plain('panel.fault.missing', lang) }),
    ...(title.length > 128 && { title: plain('panel.fault.too_long', lang) }),
    ...dayFault(),
  };
}

const dayMs = 86_400_000;
const daysBetween = (one: string, other: string): number =>
  Math.round((Date.parse(other) - Date.parse(one)) / dayMs);

function copyPage(
  event: EventDetails,
  { first, count }: Slots,
  shown: { readonly form: CopyForm; readonly faults: CopyFaults; readonly visitor: Visitor },
): Extract<PanelReply, { readonly page: unknown }> {
  const page = <CopyPage event={event} first={first} count={count} {...shown} />;
  return { page, title: event.title, at: 'events' };
}
