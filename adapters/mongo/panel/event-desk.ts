import type { Db, ObjectId } from 'mongodb';
import type {
  Candidate,
  ChangeOutcome,
  EventDesk,
  EventDetails,
} from '../../../admin/panel/ports/event-desk.ts';
import type { EventId, UserId } from '../../../core/shared/ids.ts';
import { askEventChange } from '../changes/ask-event.ts';
import { collections } from '../collections.ts';
import type { EventPatch } from '../documents/change.ts';
import type { EventDoc } from '../documents/event.ts';
import { createEvent } from '../events.ts';
import { asEventId, asUserId, idOf, oid } from '../ids.ts';
import { labelOf, whoIsMeant, whoMayBeMeant } from './candidates.ts';
import { createEventCopy } from './event-copy.ts';
import { everBooked, seated } from './event-people.ts';

/** Carries an edit out that is stored under this id; answers when it is done or when it takes long. */
export type EventChangeRunner = (asked: {
  readonly event: EventId;
  readonly rev: number;
  readonly changeId: string;
}) => Promise<ChangeOutcome>;

export function createEventDesk(db: Db, run: EventChangeRunner): EventDesk {
  const { events, anchors } = collections(db);
  return {
    async details(company, id) {
      const event = await events.findOne({ _id: oid(id), company_id: company });
      return event ? detailsOf(db, event) : undefined;
    },
    create: (company, { audience, ...event }, { now, once }) =>
      createEvent(
        db,
        { ...event, audience: idsOf(audience), company_id: company, status: 'draft' },
        now,
        idOf(company, once),
      ),
    ...createEventCopy(db),
    async change(event, { audience, ...edit }, { initiated_by, now, act }) {
      const patch: EventPatch = { ...edit, ...(audience !== undefined && { audience: idsOf(audience) }) };
      const seen = seenOf(event, Object.keys(patch) as (keyof EventPatch)[]);
      const changeId = await askEventChange(db, event.event_id, { patch, seen, initiated_by, act }, now);
      return run({ event: event.event_id, rev: event.rev, changeId });
    },
    candidates: (company, words) => findCandidates(db, company, words),
    booked: (event, now) => seated(db, event, now, () => true),
    bookedBesides(event, list, now) {
      const listed = new Set<string>(list);
      return seated(db, event, now, (user) => !listed.has(user));
    },
    everBooked: (event) => everBooked(db, event),
    screens: (event) => anchors.countDocuments({ event_id: oid(event) }),
    remove: (event) => removeEvent(db, event),
  };
}

const idsOf = (audience: readonly UserId[] | null): ObjectId[] | null =>
  audience && audience.map((id) => oid(id));

async function detailsOf(db: Db, event: EventDoc): Promise<EventDetails> {
  const { _id, audience, created_at: _at, ...rest } = event;
  return { ...rest, event_id: asEventId(_id), audience: audience && (await labelsOf(db, audience)) };
}

function seenOf(event: EventDetails, fields: readonly (keyof EventPatch)[]): EventPatch {
  const all: EventPatch = {
    ...event,
    audience: event.audience && event.audience.map(({ user_id }) => oid(user_id)),
  };
  return Object.fromEntries(fields.map((field) => [field, all[field]])) as EventPatch;
}

const projection = { username: 1, telegram_id: 1 };

async function labelsOf(db: Db, ids: readonly ObjectId[]): Promise<readonly Candidate[]> {
  const found = await collections(db)
    .users.find({ _id: { $in: [...ids] } }, { projection })
    .toArray();
  const known = new Map(found.map((person) => [person._id.toHexString(), labelOf(person)]));
  return ids.map((id) => ({ user_id: asUserId(id), label: known.get(id.toHexString()) ?? id.toHexString() }));
}

async function findCandidates(db: Db, company: string, words: readonly string[]) {
  const found = await collections(db)
    .users.find({ company_id: company, ...whoMayBeMeant(words) }, { projection })
    .toArray();
  return whoIsMeant(words, found);
}

async function removeEvent(db: Db, { event_id, company_id }: EventDetails): Promise<boolean> {
  const { events, slots, wishes } = collections(db);
  const _id = oid(event_id);
  const shut = { _id, company_id, status: { $ne: 'open' as const } };
  if (!(await events.findOne(shut)) || (await everBooked(db, event_id)).count > 0) return false;
  if ((await slots.countDocuments({ event_id: _id, 'booked_users.0': { $exists: true } })) > 0) return false;
  // Nobody can book in a closed event; staff who did so in this moment keep their slot, and with it the event.
  await slots.deleteMany({ event_id: _id, 'booked_users.0': { $exists: false } });
  if ((await slots.countDocuments({ event_id: _id })) > 0) return false;
  const gone = await events.deleteOne(shut);
  if (gone.deletedCount === 1) await wishes.deleteMany({ event_id: _id });
  return gone.deletedCount === 1;
}
