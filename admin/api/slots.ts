import { randomUUID } from 'node:crypto';
import type { AddSlots, ChangeSlot, SlotBody } from '../../contracts/api/slot-resource.ts';
import { userId } from '../../core/shared/ids.ts';
import {
  type SlotEdit as RuleEdit,
  type SlotFault,
  type SlotField,
  type SlotValues,
  slotImpact,
  windowOf,
} from '../../core/slots/change.ts';
import type { Plan, PlanForm } from '../../core/slots/plan.ts';
import type { Events } from '../ports/events.ts';
import type { SlotEdit, Slots } from '../ports/slots.ts';
import type { Users } from '../ports/users.ts';
import type { AuditWriter, FreeSlots } from '../ports.ts';
import { actOf, before, note, readable } from './acts.ts';
import { changeBody, changeProblem, unchangedBody } from './changed.ts';
import { companyOf, type Handler } from './handler.ts';
import type { Problem } from './reply.ts';
import { listed } from './users.ts';

export type SlotsDeps = {
  readonly slots: FreeSlots;
  readonly slotStore: Slots;
  readonly events: Events;
  readonly users: Users;
  readonly clock: () => Promise<number>;
  readonly audit: AuditWriter;
};

/** A company sees its own; what the cache holds of all is read once and looked through. */
export const availableSlots =
  ({ slots, events }: SlotsDeps): Handler<'availableSlots'> =>
  async ({ query, company }) => {
    if (company === null) return { body: await slots.read(query.event_id) };
    if (query.event_id !== undefined) {
      const theirs = await events.byId(company, query.event_id);
      return theirs ? { body: await slots.read(query.event_id) } : { problem: 'unknown_event' };
    }
    const [days, own] = await Promise.all([slots.read(), events.ids(company)]);
    const kept = days.map((day) => ({ ...day, slots: day.slots.filter((slot) => own.has(slot.event_id)) }));
    return { body: kept.filter((day) => day.slots.length > 0) };
  };

export const slots =
  ({ slotStore }: SlotsDeps): Handler<'slots'> =>
  async (asked) => {
    const { from, to, ...query } = asked.query;
    const between = {
      ...(from === undefined ? {} : { from: Date.parse(from) }),
      ...(to === undefined ? {} : { to: Date.parse(to) }),
    };
    return { body: listed(await slotStore.page(companyOf(asked), { ...query, ...between })) };
  };

export const oneSlot =
  ({ slotStore }: SlotsDeps): Handler<'oneSlot'> =>
  async (asked) => {
    const slot = await slotStore.byId(companyOf(asked), asked.params.slot_id);
    return slot ? { body: slot } : { problem: 'unknown_slot' };
  };

const formOf = ({ dates, times, duration_minutes, max_users, location, audience }: AddSlots): PlanForm => ({
  dates: dates.join(','),
  times: times.join(','),
  minutes: String(duration_minutes),
  capacity: String(max_users),
  place: location ?? '',
  room: audience ?? '',
});

const names: Readonly<Record<string, string>> = {
  dates: 'dates',
  times: 'times',
  minutes: 'duration_minutes',
  capacity: 'max_users',
  place: 'location',
  room: 'audience',
};

const misfits = (faults: Extract<Plan, { ok: false }>['faults']): Problem => ({
  problem: 'invalid_request',
  more: {
    errors: faults.map(({ field, fault, at }) => ({
      path: `body.${names[field] ?? field}`,
      message: [fault.replaceAll('_', ' '), at].filter(Boolean).join(': '),
    })),
  },
});

export const addSlots =
  ({ slotStore, events, audit }: SlotsDeps): Handler<'addSlots'> =>
  async (asked) => {
    const event = await events.byId(companyOf(asked), asked.body.event_id);
    if (!event) return { problem: 'unknown_event' };
    if (event.body.status === 'archived') return { problem: 'archived' };
    const asker = { by: asked.initiated_by, once: asked.operation ?? randomUUID() };
    const added = await slotStore.add(
      { company: companyOf(asked), event: asked.body.event_id },
      formOf(asked.body),
      asker,
    );
    if ('faults' in added) return misfits(added.faults);
    const { event_id: target, title } = event.body;
    await note(audit, asked, { what: 'slot.created', target, title, after: { slots: added.length } });
    return { body: { items: [...added] } };
  };

/** What the rule calls a field, and what the API calls it. */
const rule = {
  day: 'date',
  time: 'time',
  minutes: 'duration_minutes',
  capacity: 'max_users',
  place: 'location',
  room: 'audience',
  specialist: 'specialist_id',
  active: 'is_active',
} as const satisfies Record<SlotField, keyof SlotBody>;
const ruleFields = Object.keys(rule) as SlotField[];

const asRule = (from: Partial<Record<(typeof rule)[SlotField], unknown>>): RuleEdit =>
  Object.fromEntries(
    ruleFields.flatMap((field) => (from[rule[field]] === undefined ? [] : [[field, from[rule[field]]]])),
  );

/** By the rule that coordinators’ edits go by, too. */
async function impactOf(
  { slotStore, clock }: SlotsDeps,
  { company, slot, body }: { readonly company: string; readonly slot: SlotBody; readonly body: ChangeSlot },
) {
  const people = slot.booked_users.map((user) => ({ user_id: userId(user), held: false }));
  const [current, edit] = [asRule(slot) as SlotValues, asRule(body)];
  const standing = await slotStore.standing(company, slot, windowOf(current, edit));
  return slotImpact({ ...current, people }, edit, { now: await clock(), standing });
}

const placing = ['day', 'time', 'minutes', 'place', 'room', 'active'] as const;

/** Said of the first field that takes it there, with the time it cannot have. */
function overlapping(slot: SlotBody, differs: RuleEdit): Problem {
  const { day, time } = { ...(asRule(slot) as SlotValues), ...differs };
  const field = placing.find((name) => name in differs) ?? 'time';
  const message = `overlap: ${day} ${time}`;
  return { problem: 'invalid_request', more: { errors: [{ path: `body.${rule[field]}`, message }] } };
}

const editOf = (differs: RuleEdit): SlotEdit =>
  Object.fromEntries(
    Object.entries(differs).map(([field, value]) => [
      field === 'day' ? 'day' : rule[field as SlotField],
      value,
    ]),
  );

const faultsOf = (faults: readonly SlotFault[]): Problem =>
  faults.some(({ fault }) => fault === 'below_taken')
    ? { problem: 'below_taken' }
    : {
        problem: 'invalid_request',
        more: {
          errors: faults.map(({ field, fault }) => ({
            path: `body.${rule[field]}`,
            message: fault.replaceAll('_', ' '),
          })),
        },
      };

export const changeSlot =
  (deps: SlotsDeps): Handler<'changeSlot'> =>
  async (asked) => {
    const { slotStore, users } = deps;
    const company = companyOf(asked);
    const slot = await slotStore.byId(company, asked.params.slot_id);
    if (!slot) return { problem: 'unknown_slot' };
    const { version, specialist_id } = asked.body;
    if (version !== undefined && version !== slot.version) return { problem: 'changed_meanwhile' };
    const leads = specialist_id == null ? undefined : await users.byId(company, specialist_id);
    if (specialist_id != null && !leads?.roles.includes('specialist')) return { problem: 'unknown_user' };
    const { differs, faults, overlap } = await impactOf(deps, { company, slot, body: asked.body });
    if (faults.length > 0) return faultsOf(faults);
    if (overlap) return overlapping(slot, differs);
    if (Object.keys(differs).length === 0) return { body: { slot, change: unchangedBody } };
    const seen = version === undefined ? 'edited' : 'all';
    const edit = editOf(differs);
    const act = actOf(asked, {
      what: 'slot.changed',
      target: slot.slot_id,
      title: `${slot.date} ${slot.time}`,
      before: before({ ...slot, day: slot.date }, edit),
      after: readable(edit),
    });
    const carried = await slotStore.change(slot, edit, { seen, by: asked.initiated_by, act });
    if (!carried.ok && carried.reason === 'room_taken') return overlapping(slot, differs);
    if (!carried.ok) return { problem: changeProblem(carried.reason, 'unknown_slot') };
    const now = (await slotStore.byId(company, asked.params.slot_id)) ?? slot;
    return { body: { slot: now, change: changeBody(carried) }, begun: carried.state === 'running' };
  };
