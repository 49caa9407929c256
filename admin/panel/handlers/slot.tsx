import { createHash } from 'node:crypto';
import { plain } from '../../../core/i18n/t.ts';
import type { News } from '../../../core/notify/words.ts';
import { type Difference, meet } from '../../../core/shared/three-way.ts';
import {
  readSlot,
  type SlotEdit,
  type SlotFault,
  type SlotField,
  type SlotImpact,
  slotImpact,
  windowOf,
} from '../../../core/slots/change.ts';
import { type SlotFaults, SlotPage, type SlotTexts, slotTitle } from '../pages/slot.tsx';
import { SlotChangePage } from '../pages/slot-change.tsx';
import type { EventDetails } from '../ports/event-desk.ts';
import type { Specialist } from '../ports/events.ts';
import type { SlotDetails } from '../ports/slot-desk.ts';
import type { PanelReply } from '../reply.ts';
import { type Fields, field, type PanelHandlers } from '../request.ts';
import { slotPath } from '../routes/events.ts';
import { type SlotTextField, slotFaultWords, slotFields, slotFieldWords } from '../view/slot-words.ts';
import { silenceOf } from '../view/told-words.ts';
import { actBy, type Visitor } from '../visitor.ts';
import { type EventHandlerDeps, editorOf, frozen } from './event-common.ts';
import { namedPeople, slotOf, slotTexts } from './slot-common.ts';

type Asked = Parameters<PanelHandlers['changeSlot']>[0];
type Here = {
  readonly event: EventDetails;
  readonly slot: SlotDetails;
  readonly specialists: readonly Specialist[];
};

export const slot = (deps: EventHandlerDeps): Pick<PanelHandlers, 'slot' | 'changeSlot'> => ({
  async slot({ params, visitor }) {
    const here = await look(deps, visitor, params);
    return here ? slotPage(deps, here, { visitor, form: slotTexts(here.slot) }) : { not: 'found' };
  },

  async changeSlot(request) {
    const here = await look(deps, request.visitor, request.params);
    if (!here) return { not: 'found' };
    const stays = frozen(here.event);
    if (stays) return stays;
    const act = (['off', 'on'] as const).find((one) => one === field(request.form, 'act'));
    if (act) return change(deps, request, here, { act, edit: { active: act === 'on' } });
    return changeFields(deps, request, here);
  },
});

async function look(deps: EventHandlerDeps, visitor: Visitor, params: Asked['params']) {
  const found = await slotOf(deps, visitor, params);
  return found && { ...found, specialists: await deps.reader.specialists(visitor.company_id) };
}

async function changeFields(deps: EventHandlerDeps, request: Asked, here: Here): Promise<PanelReply> {
  const { form, visitor } = request;
  const now = slotTexts(here.slot);
  const { merged, theirs } = meet(slotFields, { seen: typedIn(form, 'seen_'), typed: typedIn(form), now });
  if (theirs.length > 0)
    return { ...(await slotPage(deps, here, { visitor, form: merged, theirs })), status: 409 };
  const { specialist, ...texts } = merged;
  const read = readSlot(texts);
  const leads = here.specialists.find(({ user_id }) => user_id === specialist);
  if (!read.ok) return faulty(deps, here, { visitor, form: merged }, read.faults);
  // Who is no specialist any more leads what they led, until somebody else is chosen.
  const kept = specialist === now.specialist ? here.slot.specialist : (leads?.user_id ?? null);
  const edit = { ...read.edit, specialist: kept };
  return change(deps, request, here, { act: 'change', edit, typed: merged });
}

type Wanted = {
  readonly act: 'change' | 'off' | 'on';
  readonly edit: SlotEdit;
  readonly typed?: SlotTexts;
};

/** Shown, confirmed and done by one look at what it does. What concerns nobody is done at once. */
async function change(
  deps: EventHandlerDeps,
  request: Asked,
  here: Here,
  { act, edit, typed = slotTexts(here.slot) }: Wanted,
): Promise<PanelReply> {
  const { form, visitor } = request;
  const { event, slot: current } = here;
  const impact = await impactOf(deps, here, edit);
  if (impact.faults.length > 0) return faulty(deps, here, { visitor, form: typed }, impact.faults);
  const back = slotPath(event.event_id, current.slot_id);
  if (Object.keys(impact.differs).length === 0) return { go_to: back, flash: 'panel.flash.slot_unchanged' };
  const print = createHash('sha256').update(JSON.stringify(impact)).digest('hex');
  const confirmed = field(form, 'step') === 'confirm';
  const inTheWay = impact.overlap !== null || impact.clash !== null;
  const quiet = impact.told.length + impact.stay.length === 0 && !inTheWay;
  if (!quiet && (!confirmed || field(form, 'print') !== print))
    return preview(deps, here, { impact, act, typed, print, again: confirmed, visitor });
  const done = await deps.slotDesk.change(current, impact.differs, {
    ...editorOf(request, await deps.clock()),
    beside: impact.overlap,
    act: {
      ...actBy(request),
      what: 'slot.changed',
      target: current.slot_id,
      title: `${event.title}, ${current.day} ${current.time}`,
      ...beforeAndAfter(current, impact.differs),
    },
  });
  if (!done.ok && done.reason === 'outcome_unknown')
    return { go_to: back, flash: 'panel.flash.change_unknown' };
  if (!done.ok) return meanwhile(deps, request, { act, typed, seen: slotTexts(current) });
  return {
    go_to: back,
    flash: done.told === null ? 'panel.flash.slot_under_way' : 'panel.flash.slot_changed',
  };
}

async function impactOf(
  { slotDesk, clock }: EventHandlerDeps,
  { event, slot: current }: Here,
  edit: SlotEdit,
) {
  const around = { ...windowOf(current, edit), except: current.slot_id };
  const { specialist = current.specialist } = edit;
  const [standing, led] = await Promise.all([
    slotDesk.standing(event, around),
    specialist === null ? [] : slotDesk.led(specialist, around),
  ]);
  return slotImpact(current, edit, { now: await clock(), standing, led });
}

/** Somebody was quicker: what it would do now is shown, and asked again. */
async function meanwhile(
  deps: EventHandlerDeps,
  request: Asked,
  { act, typed, seen }: Required<Pick<Wanted, 'act' | 'typed'>> & { readonly seen: SlotTexts },
): Promise<PanelReply> {
  const { visitor } = request;
  const here = await look(deps, visitor, request.params);
  if (!here) return { not: 'found' };
  const { merged, theirs } = meet(slotFields, { seen, typed, now: slotTexts(here.slot) });
  const read = readSlot(merged);
  const edit = act === 'change' ? read.ok && read.edit : { active: act === 'on' };
  if (theirs.length > 0 || !edit)
    return { ...(await slotPage(deps, here, { visitor, form: merged, theirs })), status: 409 };
  const impact = await impactOf(deps, here, edit);
  if (impact.faults.length > 0) return faulty(deps, here, { visitor, form: merged }, impact.faults);
  const print = createHash('sha256').update(JSON.stringify(impact)).digest('hex');
  const page = await preview(deps, here, { impact, act, typed: merged, print, again: true, visitor });
  return { ...page, status: 409 };
}

type Previewed = {
  readonly impact: SlotImpact;
  readonly act: Wanted['act'];
  readonly typed: SlotTexts;
  readonly print: string;
  readonly again: boolean;
  readonly visitor: Visitor;
};

async function preview(
  { slotDesk, notifications }: EventHandlerDeps,
  { event, slot: current, specialists }: Here,
  { impact, ...shown }: Previewed,
) {
  const { lang, company_id } = shown.visitor;
  const text = (value: SlotEdit[SlotField]): string => {
    if (typeof value === 'boolean') return plain(value ? 'panel.slot.yes' : 'panel.slot.no', lang);
    return specialists.find(({ user_id }) => user_id === value)?.name ?? String(value ?? '');
  };
  const fields = Object.keys(impact.differs) as SlotField[];
  const view = {
    lines: fields.map((name) => ({
      label: plain(slotFieldWords[name], lang),
      from: text(current[name]),
      to: text(impact.differs[name]),
    })),
    told: await namedPeople(slotDesk, impact.told),
    silence: silenceOf(await notifications.rows(company_id), newsIn(impact.differs)),
    stay: await namedPeople(slotDesk, impact.stay),
    overlap: impact.overlap?.starts_at ?? null,
    clash: impact.clash?.starts_at ?? null,
  };
  const page = (
    <SlotChangePage event={event} slot={current} seen={slotTexts(current)} view={view} {...shown} />
  );
  return { page, title: event.title, at: 'events' };
}

/** Another time is told as a move, another room as another place. */
const newsIn = ({ day, time }: SlotEdit): News =>
  day !== undefined || time !== undefined ? 'booking_rescheduled' : 'slot_changed';

const beforeAndAfter = (current: SlotDetails, differs: SlotEdit) => {
  const fields = Object.keys(differs) as SlotField[];
  return {
    before: Object.fromEntries(fields.map((name) => [name, current[name]])),
    after: Object.fromEntries(fields.map((name) => [name, differs[name] ?? null])),
  };
};

type Shown = {
  readonly visitor: Visitor;
  readonly form: SlotTexts;
  readonly faults?: SlotFaults;
  readonly theirs?: readonly Difference<SlotTextField>[];
};

async function faulty(
  deps: EventHandlerDeps,
  here: Here,
  shown: Shown,
  faults: readonly SlotFault[],
): Promise<PanelReply> {
  const { lang } = shown.visitor;
  const { names } = await namedPeople(deps.slotDesk, here.slot.people, 10);
  const said = (fault: SlotFault['fault']): string =>
    fault === 'below_taken'
      ? plain('panel.fault.below_taken', lang, { names: names.filter(Boolean).join(', ') })
      : plain(slotFaultWords[fault], lang);
  const told = Object.fromEntries(faults.map((one) => [one.field, said(one.fault)])) as SlotFaults;
  return { ...(await slotPage(deps, here, { ...shown, faults: told })), status: 422 };
}

async function slotPage({ slotDesk }: EventHandlerDeps, here: Here, { faults = {}, ...shown }: Shown) {
  const people = await namedPeople(slotDesk, here.slot.people, 100);
  const page = (
    <SlotPage {...here} {...shown} people={people.rows} seen={slotTexts(here.slot)} faults={faults} />
  );
  return { page, title: slotTitle(here.slot, shown.visitor.lang), at: 'events' };
}

const typedIn = (form: Fields, prefix = ''): SlotTexts =>
  Object.fromEntries(slotFields.map((name) => [name, field(form, `${prefix}${name}`)])) as SlotTexts;
