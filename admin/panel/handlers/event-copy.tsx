import { createHash } from 'node:crypto';
import { plain } from '../../../core/i18n/t.ts';
import { dayAfter, dayOf, isDay, slotInstants } from '../../../core/time/slot-instants.ts';
import { CopyPage, CopyPreview } from '../pages/event-copy.tsx';
import type { EventDetails } from '../ports/event-desk.ts';
import { field, type PanelHandlers } from '../request.ts';
import { eventPath } from '../routes/events.ts';
import { actBy, type Visitor } from '../visitor.ts';
import { type EventHandlerDeps, eventOf, newOnce, onceIn } from './event-common.ts';

export const eventCopy = (deps: EventHandlerDeps): Pick<PanelHandlers, 'eventCopy' | 'copyEvent'> => ({
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
    const step = field(form, 'step');
    if (step === 'edit') return copyPage(event, slots, { form: typed, faults: {}, visitor });
    const now = await deps.clock();
    const faults = copyFaults(typed, slots, now, visitor);
    if (Object.keys(faults).length > 0)
      return { ...copyPage(event, slots, { form: typed, faults, visitor }), status: 422 };
    const { title, once } = typed;
    const days = slots.first === null ? 0 : daysBetween(slots.first, typed.day);
    const rows = await deps.eventDesk.copyPlan(event, days, { now, once });
    const print = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
    if (rows.length > 0 && (step !== 'make' || field(form, 'print') !== print)) {
      const cutoff = { minutes: event.cutoff_minutes, now };
      const shown = { form: typed, rows, cutoff, print, again: step === 'make', visitor };
      return { page: <CopyPreview {...shown} />, title: event.title, at: 'events' };
    }
    const copy = await deps.eventDesk.copy(event, { title, days }, { now, once });
    await deps.audit.write({ ...actBy(request), what: 'event.copied', target: copy, title, key: once });
    return { go_to: eventPath(copy), flash: 'panel.flash.event_copied' };
  },
});

type Slots = {
  readonly first: string | null;
  /** When the earliest of the first day begins, "09:00". */
  readonly time: string;
  readonly count: number;
};

/** Those that are on the list: what was switched off is not copied. */
export async function slotsOf(
  { reader }: EventHandlerDeps,
  event: EventDetails,
  which = 'active',
): Promise<Slots> {
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
) {
  const page = <CopyPage event={event} first={first} count={count} {...shown} />;
  return { page, title: event.title, at: 'events' };
}
