import type { Db, ObjectId } from 'mongodb';
import type { FeedOf, FeedRow, Feeds, Room } from '../../../admin/panel/ports/feeds.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { collections } from '../collections.ts';
import { asUserId, oid } from '../ids.ts';
import { inParts } from '../in-parts.ts';
import type { Index } from '../indexes.ts';
import { readFeed } from './feed-slots.ts';
import { namesOf } from './names.ts';

/** `calendar_feeds`: addresses calendars ask at. Never the token, only its hash. */
export type FeedDoc = {
  readonly _id: string;
  readonly token_hash: string;
  readonly company_id: string;
  readonly kind: FeedOf['kind'];
  readonly specialist_id: ObjectId | null;
  readonly location: string | null;
  readonly audience: string | null;
  readonly lang: Lang;
  readonly made_by: ObjectId;
  readonly made_at: Date;
  readonly revoked_at: Date | null;
  readonly asked_at: Date | null;
};

export const feedIndexes: readonly Index[] = [
  {
    collection: 'calendar_feeds',
    keys: { token_hash: 1 },
    options: { name: 'feed_by_hash', unique: true },
    guards: 'one address could show two calendars',
  },
];

/** Written on every request would be a write per calendar and quarter of an hour; this is near enough. */
const askedAnewMs = 60 * 60_000;

export const createFeeds = (db: Db): Feeds => {
  const feeds = db.collection<FeedDoc>('calendar_feeds');
  const working = (company: string, specialist: ObjectId | undefined) => ({
    company_id: company,
    revoked_at: null,
    ...(specialist && { kind: 'specialist' as const, specialist_id: specialist }),
  });
  return {
    async list(company, specialist) {
      const found = await feeds
        .find(working(company, specialist && oid(specialist)))
        .sort({ made_at: -1 })
        .toArray();
      const names = await namesOf(
        db,
        found.flatMap((row) => row.specialist_id ?? []),
      );
      return found.map((row) => rowOf(row, names.get(row.specialist_id?.toHexString() ?? '')?.name ?? ''));
    },
    rooms: (company) => readRooms(db, company),
    async make({ id, hash, company, of, lang, by, at }) {
      await feeds.insertOne({
        _id: id,
        token_hash: hash,
        company_id: company,
        kind: of.kind,
        specialist_id: of.kind === 'specialist' ? oid(of.specialist) : null,
        location: of.kind === 'room' ? of.location : null,
        audience: of.kind === 'room' ? of.room : null,
        lang,
        made_by: oid(by),
        made_at: new Date(at),
        revoked_at: null,
        asked_at: null,
      });
    },
    async revoke(company, id, specialist, at) {
      const mine = { ...working(company, specialist && oid(specialist)), _id: id };
      return (await feeds.updateOne(mine, { $set: { revoked_at: new Date(at) } })).modifiedCount > 0;
    },
    async read(hash, now) {
      const feed = await feeds.findOne({ token_hash: hash, revoked_at: null });
      if (!feed) return undefined;
      const before = new Date(now - askedAnewMs);
      await feeds.updateOne(
        { _id: feed._id, $or: [{ asked_at: null }, { asked_at: { $lt: before } }] },
        { $set: { asked_at: new Date(now) } },
      );
      return readFeed(db, feed, now);
    },
  };
};

function rowOf(row: FeedDoc, specialist: string): FeedRow {
  const place = { location: row.location, room: row.audience };
  const { specialist_id: id } = row;
  return {
    id: row._id,
    of: id ? { kind: 'specialist', specialist: asUserId(id) } : { kind: 'room', ...place },
    name: id ? specialist : [row.location, row.audience].filter(Boolean).join(', '),
    made_at: row.made_at.getTime(),
    asked_at: row.asked_at?.getTime() ?? null,
  };
}

async function readRooms(db: Db, company: string): Promise<readonly Room[]> {
  const { events, slots } = collections(db);
  const ids = await events.distinct('_id', { company_id: company });
  const found = await inParts(ids, (some) =>
    slots
      .aggregate<{ _id: Room }>([
        { $match: { event_id: { $in: some } } },
        { $group: { _id: { location: '$location', room: '$audience' } } },
      ])
      .toArray(),
  );
  const rooms = new Map(found.map(({ _id }) => [JSON.stringify([_id.location, _id.room]), _id]));
  const text = ({ location, room }: Room) => `${location ?? ''} ${room ?? ''}`;
  return [...rooms.values()]
    .map(({ location, room }) => ({ location, room }))
    .filter(({ location, room }) => location !== null || room !== null)
    .toSorted((one, other) => (text(one) < text(other) ? -1 : 1));
}
