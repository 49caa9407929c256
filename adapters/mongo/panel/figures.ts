import type { Db, ObjectId } from 'mongodb';
import type { Figures, FiguresOf } from '../../../admin/panel/ports/figures.ts';
import { countPeople, sumOf } from '../../../core/figures/figures.ts';
import type { EventId } from '../../../core/shared/ids.ts';
import { dayOf, slotInstants } from '../../../core/time/slot-instants.ts';
import { collections } from '../collections.ts';
import type { BookingDoc } from '../documents/booking.ts';
import { asEventId, oid } from '../ids.ts';
import { inParts } from '../in-parts.ts';

/** More events than this are not compared on one page. */
const mostEvents = 200;
const mostDays = 60;

/** The embedded engine is asked for so many events at a time: see `inParts`. */
const eventsAtOnce = 10;

export const createFigures = (db: Db): Figures => ({
  events: (company, event) => readEvents(db, company, event),
  async days(company, event, from) {
    const { events, slots } = collections(db);
    const ids = event
      ? [oid(event)]
      : await events.distinct('_id', { company_id: company, status: { $ne: 'draft' } });
    const since = new Date(slotInstants(from, '00:00', 1).starts_at);
    const counted = {
      _id: '$date',
      seats: { $sum: '$max_users' },
      taken: { $sum: { $size: '$booked_users' } },
    };
    const found = await inParts(
      ids,
      (some) =>
        slots
          .aggregate<{ _id: Date; seats: number; taken: number }>([
            { $match: { event_id: { $in: some }, is_active: true, date: { $gte: since } } },
            { $group: counted },
          ])
          .toArray(),
      eventsAtOnce,
    );
    const days = Map.groupBy(found, ({ _id }) => _id.getTime());
    return [...days]
      .toSorted(([one], [other]) => one - other)
      .slice(0, mostDays)
      .map(([day, rows]) => ({ day: dayOf(day), seats: sumOf(rows, 'seats'), taken: sumOf(rows, 'taken') }));
  },
});

async function readEvents(db: Db, company: string, event: EventId | undefined): Promise<FiguresOf> {
  const { events, users, anchors, bookings } = collections(db);
  const which = event === undefined ? {} : { _id: oid(event) };
  const found = await events
    .find(
      { ...which, company_id: company, status: { $ne: 'draft' } },
      { projection: { title: 1, audience: 1 } },
    )
    .sort({ _id: -1 })
    .limit(mostEvents)
    .toArray();
  const ids = found.map(({ _id }) => _id);
  const [listed, shown, booked] = await Promise.all([
    users
      .find({ company_id: company, roles: 'candidate', allowed: true }, { projection: { _id: 1 } })
      .toArray(),
    inParts(
      ids,
      (some) =>
        anchors
          .find({ event_id: { $in: some } }, { projection: { event_id: 1, user_id: 1, _id: 0 } })
          .toArray(),
      eventsAtOnce,
    ),
    inParts(
      ids,
      (some) =>
        bookings
          .find(
            { event_id: { $in: some } },
            { projection: { event_id: 1, user_id: 1, booked_at: 1, status: 1, _id: 0 } },
          )
          .toArray(),
      eventsAtOnce,
    ),
  ]);
  const everybody = new Set(listed.map(({ _id }) => _id.toHexString()));
  const invitedTo = ({ audience }: (typeof found)[number]) => (audience ? audience.map(hex) : everybody);
  const openedOf = Map.groupBy(shown, (row) => hex(row.event_id));
  const bookedOf = Map.groupBy(booked, (row) => hex(row.event_id));
  const each = found.map((event) => ({
    event_id: asEventId(event._id),
    title: event.title,
    ...counted(
      new Set(invitedTo(event)),
      openedOf.get(hex(event._id)) ?? [],
      bookedOf.get(hex(event._id)) ?? [],
    ),
  }));
  const invited = new Set<string>();
  for (const event of found) for (const who of invitedTo(event)) invited.add(who);
  return { each, all: counted(invited, shown, booked) };
}

type Booked = Pick<BookingDoc, 'user_id' | 'booked_at' | 'status'>;

const hex = (id: ObjectId): string => id.toHexString();

const counted = (
  invited: ReadonlySet<string>,
  opened: readonly { readonly user_id: ObjectId }[],
  booked: readonly Booked[],
) =>
  countPeople(
    invited,
    opened.map((row) => hex(row.user_id)),
    booked.map((row) => ({
      who: hex(row.user_id),
      booked: row.booked_at !== null,
      came: row.status === 'done',
      missed: row.status === 'no_show',
    })),
  );
