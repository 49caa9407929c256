import { createHash } from 'node:crypto';
import { plain } from '../../../core/i18n/t.ts';
import type { PlanField, PlanForm, PreviewRow } from '../../../core/slots/plan.ts';
import { planWindow, previewSlots } from '../../../core/slots/plan.ts';
import { dayAfter, dayOf } from '../../../core/time/slot-instants.ts';
import {
  type PlanFaults,
  PlanPage,
  PlanPreview,
  type PlanTextField,
  type PlanTexts,
  planFields,
} from '../pages/slot-plan.tsx';
import { type Fields, field, type PanelHandlers } from '../request.ts';
import { eventPath } from '../routes/events.ts';
import { isMade } from '../view/planned-rows.tsx';
import { slotFaultWords } from '../view/slot-words.ts';
import { actBy, type Visitor } from '../visitor.ts';
import { type EventHandlerDeps, editorOf, eventOf, frozen, newOnce, onceIn } from './event-common.ts';

export const slotPlan = (deps: EventHandlerDeps): Pick<PanelHandlers, 'planSlots' | 'makeSlots'> => ({
  async planSlots({ params, visitor }) {
    const event = await eventOf(deps, visitor, params);
    if (!event) return { not: 'found' };
    const form = usual(dayAfter(dayOf(await deps.clock()), 1), event.place.name ?? '');
    return page(<PlanPage event={event} form={form} faults={{}} visitor={visitor} />, event.title);
  },

  async makeSlots(request) {
    const { params, form, visitor } = request;
    const event = await eventOf(deps, visitor, params);
    if (!event) return { not: 'found' };
    const stays = frozen(event);
    if (stays) return stays;
    const typed = typedIn(form);
    const step = field(form, 'step');
    if (step === 'edit')
      return page(<PlanPage event={event} form={typed} faults={{}} visitor={visitor} />, event.title);
    const now = await deps.clock();
    const look = async () => {
      const standing = await deps.slotDesk.standing(event, planWindow(now));
      return previewSlots(planOf(typed), { now, standing });
    };
    const preview = await look();
    if (!preview.ok) {
      const faults = faultsOf(preview.faults, typed, visitor);
      const wrong = <PlanPage event={event} form={typed} faults={faults} visitor={visitor} />;
      return { ...page(wrong, event.title), status: 422 };
    }
    const made = preview.rows.filter(isMade);
    const once = onceIn(form);
    const confirmed = step === 'make' && field(form, 'print') === printOf(preview.rows) && made.length > 0;
    if (confirmed && (await deps.slotDesk.add(event, made, { ...editorOf(request, now), once }))) {
      const seats = made.reduce((sum, { capacity }) => sum + capacity, 0);
      await deps.audit.write({
        ...actBy(request),
        what: 'slot.created',
        target: event.event_id,
        title: event.title,
        after: { slots: made.length, seats },
        key: once,
      });
      return { go_to: eventPath(event.event_id), flash: 'panel.flash.slots_added' };
    }
    // A second press of the button finds its own slots there.
    if (step === 'make' && (await deps.slotDesk.wasAdded(event, once)))
      return { go_to: eventPath(event.event_id), flash: 'panel.flash.slots_added' };
    const latest = confirmed ? await look() : preview;
    const { rows, skipped } = latest.ok ? latest : preview;
    const shown = { event, form: typed, rows, skipped, print: printOf(rows), once: newOnce(), visitor };
    const cutoff = { minutes: event.cutoff_minutes, now };
    return page(<PlanPreview {...shown} cutoff={cutoff} again={step === 'make'} />, event.title);
  },
});

const page = (drawn: ReturnType<typeof PlanPage>, title: string) => ({ page: drawn, title, at: 'events' });

/** What most begin with. */
const usual = (first: string, place: string): PlanTexts => ({
  first,
  last: '',
  weekdays: '1,2,3,4,5',
  more_days: '',
  from: '10:00',
  to: '18:00',
  more_times: '',
  breaks: '13:00-14:00',
  pause: '0',
  minutes: '30',
  capacity: '1',
  place,
  room: '',
});

const typedIn = (form: Fields): PlanTexts => ({
  ...(Object.fromEntries(planFields.map((name) => [name, field(form, name)])) as PlanTexts),
  weekdays: [form['weekdays'] ?? []].flat().join(','),
});

/** Two inputs are one range; lists are added to it. */
function planOf({ first, last, more_days, from, to, more_times, weekdays, ...rest }: PlanTexts): PlanForm {
  const range = (one: string, other: string) => (other === '' || other === one ? one : `${one}..${other}`);
  return {
    ...rest,
    dates: [range(first, last), more_days].join(' '),
    // None is none, not all.
    weekdays: weekdays || '0',
    times: [range(from, to), more_times].join(' '),
  };
}

type Fault = { readonly field: PlanField; readonly fault: keyof typeof slotFaultWords };

function faultsOf(faults: readonly Fault[], typed: PlanTexts, { lang }: Visitor): PlanFaults {
  const where: Partial<Record<PlanField, PlanTextField>> = {
    dates: typed.first === '' && typed.more_days !== '' ? 'more_days' : 'first',
    times: typed.from === '' && typed.more_times !== '' ? 'more_times' : 'from',
  };
  const told = faults.map(({ field: name, fault }) => [
    where[name] ?? name,
    plain(name === 'weekdays' ? 'panel.fault.no_weekday' : slotFaultWords[fault], lang),
  ]);
  return Object.fromEntries(told) as PlanFaults;
}

/** Of what will be made. */
const printOf = (rows: readonly PreviewRow[]): string =>
  createHash('sha256')
    .update(JSON.stringify(rows.filter(isMade)))
    .digest('hex');
