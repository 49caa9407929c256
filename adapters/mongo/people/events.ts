import type { Db, Filter, ObjectId } from 'mongodb';
import type { Events } from '../../../activities/person/ports.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { EventDoc } from '../documents/event.ts';
import { asEventId, oid } from '../ids.ts';
import { companyEvents } from '../settings.ts';

/** Events as their candidates know them. */
export function createPersonEvents(db: Db, now: () => Promise<number>): Events {
  const { events, bookings, anchors } = collections(db);
  const titled = async (filter: Filter<EventDoc>) => {
    const rows = await events.find(filter, { projection: { title: 1 } }).toArray();
    const nearest = await firstSlots(
      db,
      rows.map((row) => row._id),
      new Date(await now()),
    );
    const when = (row: { readonly _id: ObjectId }) =>
      nearest.get(row._id.toHexString()) ?? Number.POSITIVE_INFINITY;
    return rows
      .toSorted(
        (one, other) => when(one) - when(other) || (one._id.toHexString() < other._id.toHexString() ? -1 : 1),
      )
      .map(({ _id, title }) => ({ event_id: asEventId(_id), title }));
  };
  return {
    openTo: async (user) =>
      titled({
        status: 'open',
        company_id: await companyOf(db, user),
        $or: [{ audience: null }, { audience: oid(user) }],
      }),
    async bookedBy(user) {
      const booked = await bookings
        .find({ user_id: oid(user), active: true }, { projection: { event_id: 1 } })
        .toArray();
      return titled({ _id: { $in: booked.map((row) => row.event_id) } });
    },
    async shownTo(user) {
      const shown = await anchors.find({ user_id: oid(user) }, { projection: { event_id: 1 } }).toArray();
      return shown.map((anchor) => asEventId(anchor.event_id));
    },
    async contact(user, event) {
      const company_id = await companyOf(db, user);
      const row = await events.findOne(
        { _id: oid(event), company_id },
        { projection: { title: 1, contact: 1 } },
      );
      if (!row) return null;
      return { title: row.title, contact: row.contact ?? (await companyEvents(db, company_id)).contact };
    },
  };
}

/** An erased person has none, and no event is of none. */
async function companyOf(db: Db, user: UserId): Promise<string> {
  const row = await collections(db).users.findOne({ _id: oid(user) }, { projection: { company_id: 1 } });
  return row?.company_id ?? '';
}

/** When each event's next slot begins. */
async function firstSlots(db: Db, ids: readonly ObjectId[], now: Date): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await collections(db)
    .slots.aggregate<{ _id: ObjectId; at: Date }>([
      { $match: { event_id: { $in: ids }, is_active: true, starts_at: { $gt: now } } },
      { $group: { _id: '$event_id', at: { $min: '$starts_at' } } },
    ])
    .toArray();
  return new Map(rows.map((row) => [row._id.toHexString(), row.at.getTime()]));
}
