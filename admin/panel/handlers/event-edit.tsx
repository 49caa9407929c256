import { createHash } from 'node:crypto';
import { type EventForm, readEvent } from '../../../core/events/form.ts';
import { reminderTexts, rulesOf, wrongReminder } from '../../../core/events/reminder-texts.ts';
import { differences, type EventValues, eventDefaults, formOf } from '../../../core/events/values.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { type Difference, meet } from '../../../core/shared/three-way.ts';
import { EventChangePage, type EventImpact } from '../pages/event-change.tsx';
import { type EventFaults, EventFormPage, type EventTexts } from '../pages/event-form.tsx';
import type { EventDesk, EventDetails, EventEdit } from '../ports/event-desk.ts';
import type { PanelReply } from '../reply.ts';
import { type Fields, field, type PanelHandlers } from '../request.ts';
import { eventPath, eventsRoutes } from '../routes/events.ts';
import { type EventField, eventFaultWords, eventFields } from '../view/event-words.ts';
import { actBy, type Visitor } from '../visitor.ts';
import { type EventHandlerDeps, editorOf, eventOf, frozen, newOnce, onceIn } from './event-common.ts';

type Names = 'newEvent' | 'createEvent' | 'editEvent' | 'changeEvent';
type Asked = Parameters<PanelHandlers['changeEvent']>[0];

export const eventEdit = (deps: EventHandlerDeps): Pick<PanelHandlers, Names> => ({
  async newEvent({ visitor }) {
    const { values: own } = await deps.settings.read(visitor.company_id);
    const form = textsOf({ ...eventDefaults, ...own, title: '' }, '');
    return formPage({ form, once: newOnce(), faults: {}, visitor });
  },

  async createEvent(request) {
    const { form, visitor } = request;
    const typed = typedIn(form);
    const read = await readTyped(deps.eventDesk, typed, visitor);
    const once = onceIn(form);
    if (!read.ok) return { ...formPage({ form: typed, once, faults: read.faults, visitor }), status: 422 };
    const event = await deps.eventDesk.create(visitor.company_id, read.event, {
      now: await deps.clock(),
      once,
    });
    const { title } = read.event;
    await deps.audit.write({ ...actBy(request), what: 'event.created', target: event, title, key: once });
    return { go_to: eventPath(event), flash: 'panel.flash.event_created' };
  },

  async editEvent({ params, visitor }) {
    const event = await eventOf(deps, visitor, params);
    if (!event) return { not: 'found' };
    const form = formNow(event);
    return formPage({ form, seen: form, event, faults: {}, visitor });
  },

  async changeEvent(request) {
    const { params, form, visitor } = request;
    const event = await eventOf(deps, visitor, params);
    if (!event) return { not: 'found' };
    const stays = frozen(event);
    if (stays) return stays;
    const [typed, seen, now] = [typedIn(form), typedIn(form, 'seen_'), formNow(event)];
    const { merged, theirs } = meet(eventFields, { seen, typed, now });
    if (theirs.length > 0)
      return { ...formPage({ form: merged, seen: now, event, faults: {}, theirs, visitor }), status: 409 };
    const read = await readTyped(deps.eventDesk, merged, visitor);
    if (!read.ok)
      return { ...formPage({ form: merged, seen: now, event, faults: read.faults, visitor }), status: 422 };
    // Rules that were not touched stay as they are written.
    const untouched = reminderFields.every((name) => merged[name] === now[name]);
    const wanted = untouched ? { ...read.event, reminders: event.reminders } : read.event;
    return change(deps, request, event, { typed: merged, wanted });
  },
});

const reminderFields = ['same_day', 'day_before', 'before'] as const;

type Read =
  | { readonly ok: true; readonly event: EventValues & { readonly audience: readonly UserId[] | null } }
  | { readonly ok: false; readonly faults: EventFaults };

async function readTyped(
  desk: EventDesk,
  { audience, same_day, day_before, before, ...typed }: EventTexts,
  { lang, company_id }: Visitor,
): Promise<Read> {
  const reminders = rulesOf({ same_day, day_before, before });
  const read = readEvent({ ...typed, reminders } satisfies Required<EventForm>);
  const words = audience.split(/[\s,;]+/).filter((word) => word !== '');
  const people = words.length === 0 ? undefined : await desk.candidates(company_id, words);
  const names = people?.unknown.join(', ') ?? '';
  if (read.ok && names === '') {
    const listed = people ? [...new Set(people.known.map(({ user_id }) => user_id))] : null;
    return { ok: true, event: { ...eventDefaults, ...read.event, audience: listed } };
  }
  const faults = read.ok
    ? []
    : read.faults.map((one) => [
        one.field === 'reminders' ? wrongReminder({ same_day, day_before, before }) : one.field,
        plain(eventFaultWords[one.fault], lang),
      ]);
  const unknown = names === '' ? {} : { audience: plain('panel.fault.unknown_people', lang, { names }) };
  return { ok: false, faults: { ...Object.fromEntries(faults), ...unknown } };
}

type Wanted = { readonly typed: EventTexts; readonly wanted: Extract<Read, { ok: true }>['event'] };

/** Shown, confirmed and done by the same look at who is concerned; what nobody notices is done at once. */
async function change(
  deps: EventHandlerDeps,
  request: Asked,
  event: EventDetails,
  { typed, wanted }: Wanted,
): Promise<PanelReply> {
  const { form, visitor } = request;
  const edit = editOf(event, wanted);
  if (Object.keys(edit).length === 0)
    return { go_to: eventPath(event.event_id), flash: 'panel.flash.event_unchanged' };
  const impact = await impactOf(deps, event, edit);
  const print = createHash('sha256')
    .update(JSON.stringify([typed, impact]))
    .digest('hex');
  const confirmed = field(form, 'step') === 'confirm';
  const seen = formNow(event);
  const quiet = impact.screens === 0 && impact.offList.count === 0;
  if (!quiet && (!confirmed || field(form, 'print') !== print)) {
    const shown = { event, typed, seen, impact, print, again: confirmed, visitor };
    return { page: <EventChangePage {...shown} />, title: event.title, at: 'events' };
  }
  const act = {
    ...actBy(request),
    what: 'event.changed',
    target: event.event_id,
    title: event.title,
    ...beforeAndAfter(event, edit, { seen, typed }),
  } as const;
  const editor = { ...editorOf(request, await deps.clock()), act };
  const done = await deps.eventDesk.change(event, edit, editor);
  if (!done.ok && done.reason === 'outcome_unknown')
    return { go_to: eventPath(event.event_id), flash: 'panel.flash.change_unknown' };
  if (!done.ok) {
    const fresh = await eventOf(deps, visitor, request.params);
    if (!fresh) return { not: 'found' };
    const now = formNow(fresh);
    const { merged, theirs } = meet(eventFields, { seen, typed, now });
    const page = formPage({ form: merged, seen: now, event: fresh, faults: {}, theirs, visitor });
    return { ...page, status: 409 };
  }
  const flash = done.told === null ? 'panel.flash.event_under_way' : 'panel.flash.event_changed';
  return { go_to: eventPath(event.event_id), flash };
}

type Texts = { readonly seen: EventTexts; readonly typed: EventTexts };

/** Names never stand in the log, which outlives a person who is erased: of those invited it says how many, who came and who went. */
function beforeAndAfter({ audience }: EventDetails, edit: EventEdit, { seen, typed }: Texts) {
  const was = new Set(audience?.map(({ user_id }) => user_id));
  const now = new Set(edit.audience === undefined ? was : edit.audience);
  const came = [...now].filter((user) => !was.has(user)).length;
  const went = [...was].filter((user) => !now.has(user)).length;
  const count = (people: ReadonlySet<UserId>) => (people.size === 0 ? '' : String(people.size));
  const changed = came + went === 0 ? '' : `(+${came} −${went})`;
  return {
    before: { ...seen, audience: count(was) },
    after: { ...typed, audience: [count(now), changed].filter(Boolean).join(' ') },
  };
}

function editOf(event: EventDetails, wanted: Wanted['wanted']): EventEdit {
  const fields = Object.keys(wanted) as (keyof EventEdit)[];
  const now = {
    ...event,
    audience: event.audience && event.audience.map(({ user_id }) => user_id),
  };
  const same = Object.fromEntries(fields.map((one) => [one, now[one as keyof typeof now]]));
  return differences(same, wanted) as EventEdit;
}

async function impactOf(
  { eventDesk, clock }: EventHandlerDeps,
  { event_id }: EventDetails,
  { audience }: EventEdit,
): Promise<EventImpact> {
  return {
    screens: await eventDesk.screens(event_id),
    offList: audience
      ? await eventDesk.bookedBesides(event_id, audience, await clock())
      : { count: 0, names: [] },
  };
}

/** A browser sends its own ends of lines. */
const typedIn = (form: Fields, prefix = ''): EventTexts =>
  Object.fromEntries(
    eventFields.map((name) => [name, field(form, `${prefix}${name}`).replaceAll('\r\n', '\n')]),
  ) as EventTexts;

function textsOf(values: EventValues, audience: string): EventTexts {
  const { reminders: _rules, ...form } = formOf(values);
  return { ...form, ...reminderTexts(values.reminders), audience };
}

const formNow = (event: EventDetails): EventTexts =>
  textsOf(event, (event.audience ?? []).map(({ label }) => label).join(', '));

type Shown = {
  readonly form: EventTexts;
  readonly seen?: EventTexts;
  readonly event?: EventDetails;
  readonly once?: string;
  readonly faults: EventFaults;
  readonly theirs?: readonly Difference<EventField>[];
  readonly visitor: Visitor;
};

function formPage({ event, ...shown }: Shown) {
  const title = event?.title ?? plain('panel.events.new', shown.visitor.lang);
  const back = event ? eventPath(event.event_id) : eventsRoutes.events.path;
  return { page: <EventFormPage title={title} back={back} {...shown} />, title, at: 'events' };
}
