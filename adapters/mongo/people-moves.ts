import type { Db, ObjectId } from 'mongodb';
import type { PeopleMoves } from '../../activities/moving/ports.ts';
import type { MoveDesk } from '../../admin/panel/ports/people-move.ts';
import { noteRef } from '../../core/booking/notes.ts';
import type { InitiatedBy } from '../../core/booking/words.ts';
import { isObjectId, userId } from '../../core/shared/ids.ts';
import { collections } from './collections.ts';
import { inserted } from './errors.ts';
import { asBookingId, asEventId, asSlotId, asUserId, oid } from './ids.ts';
import { namesOf } from './panel/names.ts';
import { createStaffNotes } from './panel/staff-notes.ts';

/** `people_moves`: who is moved from one slot to another, and what came of it. */
type PeopleMoveDoc = {
  readonly _id: string;
  readonly company_id: string;
  readonly event_id: ObjectId;
  readonly from: ObjectId;
  readonly to: ObjectId;
  readonly reason: string;
  readonly people: readonly { readonly user_id: ObjectId; readonly outcome: string | null }[];
  readonly initiated_by: InitiatedBy;
  readonly trace_id: string;
  readonly at: Date;
};

const movesIn = (db: Db) => db.collection<PeopleMoveDoc>('people_moves');

/** The words are about each of them: they are exported and forgotten with the person, and stand in no history. */
async function noteOf(db: Db, move: PeopleMoveDoc, user: ObjectId): Promise<string> {
  const id = `people-move:${move._id}:${user.toHexString()}`;
  const { user_id: by } = move.initiated_by;
  await createStaffNotes(db).keep({
    id,
    company: move.company_id,
    user_id: asUserId(user),
    event_id: asEventId(move.event_id),
    text: move.reason,
    by: by !== null && isObjectId(by) ? userId(by) : null,
    at: move.at.getTime(),
  });
  return noteRef.write(id);
}

export const createPeopleMoves = (db: Db): PeopleMoves => ({
  async task(id, most) {
    const move = await movesIn(db).findOne({ _id: id });
    if (!move) return undefined;
    const next = move.people.filter(({ outcome }) => outcome === null).slice(0, most);
    const ids = next.map(({ user_id }) => user_id);
    const booked = await collections(db)
      .bookings.find(
        { slot_id: move.from, user_id: { $in: ids }, status: 'booked' },
        { projection: { user_id: 1 } },
      )
      .toArray();
    const there = new Map(booked.map(({ _id, user_id }) => [user_id.toHexString(), asBookingId(_id)]));
    // Moved already, and the answer was lost on its way: asking again under the same key learns it.
    const arrived = await collections(db)
      .bookings.find(
        { slot_id: move.to, user_id: { $in: ids }, status: { $ne: 'cancelled' } },
        { projection: { user_id: 1 } },
      )
      .toArray();
    for (const { _id, user_id } of arrived)
      if (!there.has(user_id.toHexString())) there.set(user_id.toHexString(), asBookingId(_id));
    return {
      event_id: asEventId(move.event_id),
      to: asSlotId(move.to),
      initiated_by: move.initiated_by,
      trace_id: move.trace_id,
      next: await Promise.all(
        ids.map(async (user) => {
          const booking_id = there.get(user.toHexString());
          const meant = booking_id === undefined ? { left_slot: true } : { left_slot: false, booking_id };
          return { user_id: asUserId(user), ...meant, reason: await noteOf(db, move, user) };
        }),
      ),
    };
  },
  async settle(id, user, outcome) {
    await movesIn(db).updateOne(
      { _id: id, people: { $elemMatch: { user_id: oid(user), outcome: null } } },
      { $set: { 'people.$.outcome': outcome } },
    );
  },
  async left(id) {
    const move = await movesIn(db).findOne({ _id: id });
    return move?.people.filter(({ outcome }) => outcome === null).length ?? 0;
  },
});

/** `begin`: starts the workflow that does it; one that runs already is enough. */
export const createMoveDesk = (db: Db, begin: (moveId: string) => Promise<void>): MoveDesk => ({
  async start({ id, company_id, event_id, from, to, people, ...rest }) {
    const doc: PeopleMoveDoc = {
      _id: id,
      company_id,
      event_id: oid(event_id),
      from: oid(from),
      to: oid(to),
      people: people.map((user) => ({ user_id: oid(user), outcome: null })),
      ...rest,
      at: new Date(),
    };
    await inserted(() => movesIn(db).insertOne(doc));
    await begin(id);
  },
  async find(company, event, id) {
    const move = await movesIn(db).findOne({ _id: id, company_id: company, event_id: oid(event) });
    if (!move) return undefined;
    const names = await namesOf(
      db,
      move.people.map(({ user_id }) => user_id),
    );
    return {
      from: asSlotId(move.from),
      to: asSlotId(move.to),
      people: move.people.map(({ user_id, outcome }) => ({
        user_id: asUserId(user_id),
        name: names.get(user_id.toHexString())?.name ?? '',
        outcome,
      })),
    };
  },
  again: begin,
});
