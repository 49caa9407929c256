import type { Db, ObjectId } from 'mongodb';
import type { EventFigures, Figures } from '../../../admin/panel/ports/figures.ts';
import { countEvent } from '../../../core/figures/figures.ts';
import { dayOf, slotInstants } from '../../../core/time/slot-instants.ts';
import { collections } from '../collections.ts';
import { asEventId, oid } from '../ids.ts';

/** More events than this are not compared on one page. */
const mostEvents = 200;
const mostDays = 60;

export const createFigures = (db: Db): Figures => ({
  events: (company) => readEvents(db, company),
  async days(company, event, from) {
    const { events, slots } = collections(db);
    const ids = event
      ? [oid(event)]
      : await events.distinct('_id', { company_id: company, status: { $ne: 'draft' } });
    const since = new Date(slotInstants(from, '00:00', 1).starts_at);
    const found = await slots
      .aggregate<{ _id: Date; seats: number; taken: number }>([
        { $match: { event_id: { $in: ids }, is_active: true, date: { $gte: since } } },
        {
          $group: {
            _id: '$date',
            seats: { $sum: '$max_users' },
            taken: { $sum: { $size: '$booked_users' } },
          },
        },
        { $sort: { _id: 1 } },
        { $limit: mostDays },
      ])
      .toArray();
    return found.map(({ _id, seats, taken }) => ({ day: dayOf(_id.getTime()), seats, taken }));
  },
});

async function readEvents(db: Db, company: string): Promise<readonly EventFigures[]> {
  const { events, users, anchors, bookings } = collections(db);
  const found = await events
    .find({ company_id: company, status: { $ne: 'draft' } }, { projection: { title: 1, audience: 1 } })
    .sort({ _id: -1 })
    .limit(mostEvents)
    .toArray();
  const these = { event_id: { $in: found.map(({ _id }) => _id) } };
  const [listed, shown, booked] = await Promise.all([
    users
      .find({ company_id: company, roles: 'candidate', allowed: true }, { projection: { _id: 1 } })
      .toArray(),
    anchors.find(these, { projection: { event_id: 1, user_id: 1, _id: 0 } }).toArray(),
    bookings
      .find(these, { projection: { event_id: 1, user_id: 1, booked_at: 1, status: 1, _id: 0 } })
      .toArray(),
  ]);
  const everybody = new Set(listed.map(({ _id }) => _id.toHexString()));
  const hex = (id: ObjectId) => id.toHexString();
  const openedOf = Map.groupBy(shown, (row) => hex(row.event_id));
  const bookedOf = Map.groupBy(booked, (row) => hex(row.event_id));
  return found.map(({ _id, title, audience }) => ({
    event_id: asEventId(_id),
    title,
    ...countEvent(
      audience ? new Set(audience.map(hex)) : everybody,
      (openedOf.get(hex(_id)) ?? []).map((row) => hex(row.user_id)),
      (bookedOf.get(hex(_id)) ?? []).map((row) => ({
        who: hex(row.user_id),
        booked: row.booked_at !== null,
        came: row.status === 'done',
        missed: row.status === 'no_show',
      })),
    ),
  }));
}
