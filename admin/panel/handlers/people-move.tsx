import { createHash } from 'node:crypto';
import { plain } from '../../../core/i18n/t.ts';
import { isObjectId, slotId } from '../../../core/shared/ids.ts';
import { planMoves } from '../../../core/slots/moving.ts';
import { ChoosePeople, MovePreview, MoveResultPage } from '../pages/people-move.tsx';
import type { EventDetails } from '../ports/event-desk.ts';
import type { SlotRow } from '../ports/events.ts';
import type { MoveDesk } from '../ports/people-move.ts';
import type { SlotDetails } from '../ports/slot-desk.ts';
import type { PanelReply } from '../reply.ts';
import { type Fields, field, type PanelHandlers } from '../request.ts';
import { eventPath } from '../routes/events.ts';
import { actBy, type Visitor } from '../visitor.ts';
import { type EventHandlerDeps, editorOf, eventOf, newOnce, onceIn } from './event-common.ts';
import { namedPeople, slotOf } from './slot-common.ts';

export type MoveHandlerDeps = EventHandlerDeps & { readonly moveDesk: MoveDesk };
type Here = { readonly event: EventDetails; readonly slot: SlotDetails };
type Asked = Parameters<PanelHandlers['movePeople']>[0];

/** So many can be chosen on one page. */
const mostChosen = 200;
const mostTargets = 500;
const longestReason = 200;

export const peopleMove = (
  deps: MoveHandlerDeps,
): Pick<PanelHandlers, 'peopleToMove' | 'movePeople' | 'peopleMove'> => ({
  async peopleToMove({ params, visitor }) {
    const here = await slotOf(deps, visitor, params);
    return here ? choose(deps, here, { visitor, form: empty, faults: {} }) : { not: 'found' };
  },

  async movePeople(request) {
    const { params, form, visitor } = request;
    const here = await slotOf(deps, visitor, params);
    if (!here) return { not: 'found' };
    const typed = typedIn(form);
    const target = isObjectId(typed.to)
      ? await deps.slotDesk.details(here.event.event_id, slotId(typed.to))
      : undefined;
    const faults = faultsOf(typed, target, visitor);
    if (!target || Object.keys(faults).length > 0)
      return { ...(await choose(deps, here, { visitor, form: typed, faults })), status: 422 };
    return move(deps, request, here, target);
  },

  async peopleMove({ params, visitor }) {
    const event = await eventOf(deps, visitor, params);
    const { move: id = '' } = params;
    const found = event && (await deps.moveDesk.find(visitor.company_id, event.event_id, id));
    if (!found) return { not: 'found' };
    // Whoever looks at one that was lost sets it going again; one that runs is enough.
    const goesOn = found.people.some(({ outcome }) => outcome === null);
    if (goesOn) await deps.moveDesk.again(id);
    const [from, to] = await Promise.all([
      deps.slotDesk.details(event.event_id, found.from),
      deps.slotDesk.details(event.event_id, found.to),
    ]);
    const shown = { event, from, to, move: found, here: movePath(event, id), visitor };
    const live = goesOn ? 'moving' : true;
    return { page: <MoveResultPage {...shown} />, title: event.title, at: 'events', live };
  },
});

const movePath = ({ event_id }: EventDetails, id: string): string => eventPath(event_id, `/moves/${id}`);

type Typed = { readonly chosen: readonly string[]; readonly to: string; readonly reason: string };
const empty: Typed = { chosen: [], to: '', reason: '' };

const typedIn = (form: Fields): Typed => ({
  chosen: [form['people'] ?? []].flat().slice(0, mostChosen),
  to: field(form, 'to'),
  reason: field(form, 'reason').trim(),
});

type Faults = { readonly people?: string; readonly to?: string; readonly reason?: string };

function faultsOf({ chosen, reason }: Typed, target: SlotDetails | undefined, { lang }: Visitor): Faults {
  return {
    ...(chosen.length === 0 && { people: plain('panel.moves.choose_people', lang) }),
    ...(!target && { to: plain('panel.moves.choose_slot', lang) }),
    ...(reason === '' && { reason: plain('panel.fault.missing', lang) }),
    ...(reason.length > longestReason && { reason: plain('panel.fault.too_long', lang) }),
  };
}

/** Shown, confirmed and begun by one plan of who fits. */
async function move(
  deps: MoveHandlerDeps,
  request: Asked,
  { event, slot }: Here,
  target: SlotDetails,
): Promise<PanelReply> {
  const { form, visitor } = request;
  const { chosen, reason } = typedIn(form);
  const now = await deps.clock();
  const people = slot.people.filter(({ user_id }) => chosen.includes(user_id));
  const plan = planMoves(people, target, now);
  const fits = plan.flatMap(({ user_id, why_not }) => (why_not === null ? [user_id] : []));
  const print = createHash('sha256')
    .update(JSON.stringify([slot.slot_id, target.slot_id, target.starts_at, fits]))
    .digest('hex');
  const starting = field(form, 'step') === 'start';
  const id = createHash('sha256')
    .update(`${event.event_id} ${onceIn(form)}`)
    .digest('hex')
    .slice(0, 32);
  if (starting && field(form, 'print') === print && fits.length > 0) {
    const { initiated_by } = editorOf(request, now);
    await deps.moveDesk.start({
      id,
      company_id: visitor.company_id,
      event_id: event.event_id,
      from: slot.slot_id,
      to: target.slot_id,
      reason,
      people: fits,
      initiated_by,
      trace_id: request.trace_id,
    });
    const title = `${event.title}, ${slot.day} ${slot.time} → ${target.day} ${target.time}`;
    await deps.audit.write({
      ...actBy(request),
      what: 'slot.changed',
      target: slot.slot_id,
      title,
      after: { people: fits.length },
      reason,
      key: id,
    });
    return { go_to: movePath(event, id) };
  }
  if (starting && (await deps.moveDesk.find(visitor.company_id, event.event_id, id)))
    return { go_to: movePath(event, id) };
  const names = await deps.slotDesk.names(plan.map(({ user_id }) => user_id));
  const named = plan.map((one) => ({ ...one, name: names.get(one.user_id) ?? '' }));
  const shown = { event, slot, target, plan: named, reason, print, once: newOnce(), visitor };
  return {
    page: <MovePreview {...shown} again={starting} />,
    title: event.title,
    at: 'events',
    status: starting ? 409 : 200,
  };
}

async function choose(
  deps: MoveHandlerDeps,
  { event, slot }: Here,
  shown: { readonly visitor: Visitor; readonly form: Typed; readonly faults: Faults },
) {
  const people = await namedPeople(deps.slotDesk, slot.people, mostChosen);
  const targets = await targetsOf(deps, event, slot);
  const page = <ChoosePeople event={event} slot={slot} people={people.rows} targets={targets} {...shown} />;
  return { page, title: event.title, at: 'events' };
}

/** Those ahead with a free seat, read a page at a time until there are enough. */
async function targetsOf(deps: MoveHandlerDeps, event: EventDetails, slot: SlotDetails): Promise<SlotRow[]> {
  const now = await deps.clock();
  const found: SlotRow[] = [];
  for (let skip = 0; found.length < mostTargets; skip += mostTargets) {
    const asked = { now, day: undefined, skip, most: mostTargets };
    const { rows, more } = await deps.reader.slots(event.event_id, asked);
    found.push(
      ...rows.filter((row) => row.starts_at > now && row.taken < row.seats && row.slot_id !== slot.slot_id),
    );
    if (!more) break;
  }
  return found.slice(0, mostTargets);
}
