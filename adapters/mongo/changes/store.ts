import { type Db, ObjectId } from 'mongodb';
import type { ChangeStore } from '../../../activities/changes/ports.ts';
import { type UserId, userId } from '../../../core/shared/ids.ts';
import { createAuditWriter } from '../audit/write-act.ts';
import { collections } from '../collections.ts';
import type { ChangeDoc, EventChangeDoc, SlotChangeDoc } from '../documents/change.ts';
import { asSlotId } from '../ids.ts';
import { copyEventToSlots } from '../slots.ts';
import { applyEvent } from './apply-event.ts';
import { applySlot } from './apply-slot.ts';

const isSlotChange = (change: ChangeDoc): change is SlotChangeDoc => change.target === 'slot';
const isEventChange = (change: ChangeDoc): change is EventChangeDoc => change.target === 'event';

export function createChangeStore(db: Db): ChangeStore {
  const { slots, events, bookings, anchors } = collections(db);
  const changes = db.collection<ChangeDoc>('changes');
  const read = async <Kind extends ChangeDoc>(id: string, fits: (change: ChangeDoc) => change is Kind) => {
    const change = await changes.findOne({ _id: id });
    return change && fits(change) ? change : null;
  };
  const audit = createAuditWriter(db);
  /** Whoever asked may have stopped waiting: only here is it known what was made. */
  async function noted<Applied extends { readonly ok: boolean }>({ _id, act }: ChangeDoc, applied: Applied) {
    if (applied.ok && act) await audit.write({ ...act, key: _id });
    return applied;
  }
  return {
    async applySlot(id) {
      const change = await read(id, isSlotChange);
      if (!change) return { ok: false, reason: 'gone' };
      return noted(change, await applySlot(db, change));
    },
    async seatedOf(slot, after, limit) {
      const found = await slots.findOne({ _id: new ObjectId(slot) }, { projection: { booked_users: 1 } });
      const users = (found?.booked_users ?? []).map((id) => id.toHexString()).toSorted();
      return page(users, after, limit);
    },
    async applyEvent(id) {
      const change = await read(id, isEventChange);
      if (!change) return { ok: false, reason: 'gone' };
      return noted(change, await applyEvent(events, db.collection<EventChangeDoc>('changes'), change));
    },
    async copyToSlots(event) {
      const found = await events.findOne({ _id: new ObjectId(event) });
      if (found) await copyEventToSlots(db, found);
      return found ? slots.countDocuments({ event_id: found._id, event_rev: { $lt: found.rev } }) : 0;
    },
    async concernedOf(event, after, limit) {
      const event_id = new ObjectId(event);
      const from = after === null ? {} : { user_id: { $gt: new ObjectId(after) } };
      const one = { projection: { user_id: 1 } };
      const sorted = { user_id: 1 } as const;
      const [booked, shown] = await Promise.all([
        bookings
          .find({ event_id, active: true, ...from }, one)
          .sort(sorted)
          .limit(limit)
          .toArray(),
        anchors
          .find({ event_id, ...from }, one)
          .sort(sorted)
          .limit(limit)
          .toArray(),
      ]);
      const users = [...new Set([...booked, ...shown].map((row) => row.user_id.toHexString()))].toSorted();
      return page(users, after, limit);
    },
    async opened(id) {
      const change = await changes.findOne({ _id: id, applied: { $ne: null } });
      return change ? openedBy(change) : undefined;
    },
    async finish(id, told) {
      await changes.updateOne({ _id: id, finished_at: null }, { $set: { told, finished_at: new Date() } });
    },
  };
}

function openedBy(change: ChangeDoc): Awaited<ReturnType<ChangeStore['opened']>> {
  if (isEventChange(change)) return openedByEvent(change);
  if (!isSlotChange(change)) return undefined;
  const slots = [asSlotId(change.slot_id)];
  const { is_active: active, max_users: seats } = change.patch;
  if (active === true) return { slots, seats: null };
  if (seats === undefined) return undefined;
  const before = change.seen.max_users;
  if (before === undefined) return { slots, seats: null };
  return seats > before ? { slots, seats: seats - before } : undefined;
}

/** More slots than these are not named one by one: the event has that many new seats, wherever they are. */
const mostNamed = 200;

function openedByEvent({ patch, added }: EventChangeDoc): Awaited<ReturnType<ChangeStore['opened']>> {
  if (patch.status === 'open') return { slots: null, seats: null };
  if (!added) return undefined;
  return { slots: added.slots.length <= mostNamed ? added.slots.map(asSlotId) : null, seats: added.seats };
}

const page = (sorted: readonly string[], after: UserId | null, limit: number): UserId[] =>
  sorted
    .filter((id) => after === null || id > after)
    .slice(0, limit)
    .map(userId);
