import { createHash } from 'node:crypto';
import { type Db, ObjectId } from 'mongodb';
import type { Carried } from '../../../admin/ports/changes.ts';
import type { Events } from '../../../admin/ports/events.ts';
import type { EventBody } from '../../../contracts/api/events.ts';
import { type EventId, eventId } from '../../../core/shared/ids.ts';
import type { Clock } from '../api-people.ts';
import { askEventChange } from '../changes/ask-event.ts';
import { collections } from '../collections.ts';
import type { EventPatch } from '../documents/change.ts';
import type { EventDoc } from '../documents/event.ts';
import { createEvent } from '../events.ts';
import { oid } from '../ids.ts';
import type { Index } from '../indexes.ts';
import { pageByTime } from './page.ts';

export const apiEventIndexes: readonly Index[] = [
  {
    collection: 'events',
    keys: { company_id: 1, created_at: -1 },
    options: { name: 'events_of_company_by_age' },
    guards: 'a page of a company’s events reads every event there ever was',
  },
];

type Run = (asked: {
  readonly event: EventId;
  readonly rev: number;
  readonly changeId: string;
}) => Promise<Carried>;

/** `run`: carries out a change that is stored, and waits a while for its end. */
export function createApiEvents(db: Db, now: Clock, run: Run): Events {
  const { events } = collections(db);
  return {
    async page(company, { status, ...page }) {
      const wanted = status === undefined ? {} : { status };
      const by = { field: 'created_at', first: 'newest' } as const;
      const found = await pageByTime(events, { company_id: company, ...wanted }, page, by);
      return { ...found, rows: found.rows.map(bodyOf) };
    },
    async byId(company, event) {
      const row = await events.findOne({ _id: oid(event), company_id: company });
      return row ? { body: bodyOf(row), values: row } : undefined;
    },
    async ids(company) {
      const rows = await events.find({ company_id: company }, { projection: { _id: 1 } }).toArray();
      return new Set(rows.map((row) => row._id.toHexString()));
    },
    create: async (company, draft, once) => {
      const id = new ObjectId(
        createHash('sha256').update(`${company}:api:${once}`).digest('hex').slice(0, 24),
      );
      return createEvent(db, { ...draft, company_id: company }, await now(), id);
    },
    async change({ body, values }, edit, { by, act }) {
      const id = eventId(body.event_id);
      const patch: EventPatch = edit;
      const asked = { patch, seen: seenOf({ ...values, status: body.status }, edit), initiated_by: by, act };
      const changeId = await askEventChange(db, id, asked, await now());
      return run({ event: id, rev: body.rev, changeId });
    },
  };
}

/** A draft that was opened meanwhile is opened: that is what a change of its status asks for. */
function seenOf(event: object, edit: object): EventPatch {
  const before = new Map(Object.entries(event));
  const seen = Object.keys(edit).map((name) => [name, before.get(name) as unknown] as const);
  return Object.fromEntries(seen.filter(([, value]) => value !== 'draft'));
}

const bodyOf = (row: EventDoc): EventBody => ({
  event_id: row._id.toHexString(),
  title: row.title,
  description: row.description,
  place: row.place,
  bring: row.bring,
  contact: row.contact,
  channel: row.channel_chat_id === null ? null : String(row.channel_chat_id),
  status: row.status,
  cutoff_minutes: row.cutoff_minutes,
  hold_minutes: row.hold_minutes,
  reschedule_policy: row.reschedule_policy,
  max_moves: row.max_moves,
  reminders: [...row.reminders],
  nudge_after_hours: row.nudge_after_hours,
  rev: row.rev,
  created_at: row.created_at.toISOString(),
});
