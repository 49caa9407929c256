import { randomUUID } from 'node:crypto';
import type { ChangeEvent, EventBody } from '../../contracts/api/events.ts';
import { type EventFault, type EventForm, readEvent } from '../../core/events/form.ts';
import { differences, type EventValues, eventDefaults, formOf } from '../../core/events/values.ts';
import type { EventEdit, EventFound, Events } from '../ports/events.ts';
import type { AuditWriter } from '../ports.ts';
import { actOf, before, note, readable } from './acts.ts';
import { changeBody, changeProblem, unchangedBody } from './changed.ts';
import { type Asked, companyOf, type Handler } from './handler.ts';
import type { Problem, Reply } from './reply.ts';
import { listed } from './users.ts';

export const events =
  (store: Events): Handler<'events'> =>
  async (asked) => ({ body: listed(await store.page(companyOf(asked), asked.query)) });

export const oneEvent =
  (store: Events): Handler<'oneEvent'> =>
  async (asked) => {
    const event = await store.byId(companyOf(asked), asked.params.event_id);
    return event ? { body: event.body } : { problem: 'unknown_event' };
  };

/** What a form calls a field, and what the API calls it. */
const names = {
  title: 'title',
  description: 'description',
  place: 'place.name',
  address: 'place.address',
  map: 'place.map_url',
  online: 'place.online_url',
  bring: 'bring',
  contact: 'contact',
  channel: 'channel',
  policy: 'reschedule_policy',
  cutoff: 'cutoff_minutes',
  hold: 'hold_minutes',
  moves: 'max_moves',
  nudge: 'nudge_after_hours',
  reminders: 'reminders',
} as const satisfies Record<keyof EventForm, string>;

type Fields = Omit<ChangeEvent, 'seen_rev'>;

/** What is sent, as a form has it: null empties a field. */
function typed(body: Fields): Partial<EventForm> {
  const texts = {
    title: body.title,
    description: body.description,
    place: body.place?.name,
    address: body.place?.address,
    map: body.place?.map_url,
    online: body.place?.online_url,
    bring: body.bring,
    contact: body.contact,
    channel: body.channel,
    policy: body.reschedule_policy,
    cutoff: body.cutoff_minutes,
    hold: body.hold_minutes,
    moves: body.max_moves,
    nudge: body.nudge_after_hours,
    reminders: body.reminders?.join(';'),
  };
  const said = Object.entries(texts).filter(([, text]) => text !== undefined);
  return Object.fromEntries(said.map(([name, text]) => [name, String(text ?? '')]));
}

const misfits = (faults: readonly EventFault[]): Problem => ({
  problem: 'invalid_request',
  more: {
    errors: faults.map(({ field, fault }) => ({
      path: `body.${names[field]}`,
      message: fault.replaceAll('_', ' '),
    })),
  },
});

/** By the rules of the coordinators’ form. */
export const createEvent =
  ({ events: store, audit }: EventsDeps): Handler<'createEvent'> =>
  async (asked) => {
    const read = readEvent({ title: asked.body.title, ...typed(asked.body) });
    if (!read.ok) return misfits(read.faults);
    const company = companyOf(asked);
    const made = await store.byId(
      company,
      await store.create(company, read.event, asked.operation ?? randomUUID()),
    );
    if (!made) throw new Error('an event that was just made is not there');
    const { event_id: target, title } = made.body;
    await note(audit, asked, { what: 'event.created', target, title, after: readable(read.event) });
    return { body: made.body };
  };

type EventsDeps = { readonly events: Events; readonly audit: AuditWriter };

/** By the same rules, as if its form had been filled in again. */
export const changeEvent =
  (deps: EventsDeps): Handler<'changeEvent'> =>
  async (asked) => {
    const { seen_rev, ...fields } = asked.body;
    return onEvent(deps, asked, 'changed', (event) => {
      if (seen_rev !== undefined && seen_rev !== event.body.rev) return { problem: 'changed_meanwhile' };
      const read = readEvent({ ...formOf(event.values), ...typed(fields) });
      if (!read.ok) return misfits(read.faults);
      return { edit: differences<EventValues>(event.values, { ...eventDefaults, ...read.event }) };
    });
  };

const toStatus =
  (status: 'open' | 'closed') =>
  ({ body }: EventFound) => ({ edit: body.status === status ? {} : { status } });

export const openEvent =
  (deps: EventsDeps): Handler<'openEvent'> =>
  (asked) =>
    onEvent(deps, asked, 'opened', toStatus('open'));

export const closeEvent =
  (deps: EventsDeps): Handler<'closeEvent'> =>
  (asked) =>
    onEvent(deps, asked, 'closed', toStatus('closed'));

type Changed = { event: EventBody; change: ReturnType<typeof changeBody> };

async function onEvent(
  { events: store }: Pick<EventsDeps, 'events'>,
  asked: Omit<Asked<'openEvent'>, 'body'>,
  verb: 'changed' | 'opened' | 'closed',
  decide: (event: EventFound) => { readonly edit: EventEdit } | Problem,
): Promise<Reply<Changed>> {
  const company = companyOf(asked);
  const found = await store.byId(company, asked.params.event_id);
  if (!found) return { problem: 'unknown_event' };
  if (found.body.status === 'archived') return { problem: 'archived' };
  const decided = decide(found);
  if ('problem' in decided) return decided;
  if (Object.keys(decided.edit).length === 0) return { body: { event: found.body, change: unchangedBody } };
  const { event_id: target, title, status } = found.body;
  const act = actOf(asked, {
    what: `event.${verb}`,
    target,
    title,
    before: before({ ...found.values, status }, decided.edit),
    after: readable(decided.edit),
  });
  const carried = await store.change(found, decided.edit, { by: asked.initiated_by, act });
  if (!carried.ok) return { problem: changeProblem(carried.reason, 'unknown_event') };
  const now = (await store.byId(company, asked.params.event_id)) ?? found;
  return { body: { event: now.body, change: changeBody(carried) }, begun: carried.state === 'running' };
}
