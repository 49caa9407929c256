// Between a document and what the verbs know of it.
import type { Change, Patch, StoredBooking, StoredHold, Told } from '../../../activities/booking/ports.ts';
import type { SeenTime } from '../../../core/booking/machine/happening.ts';
import { seedDateTime } from '../../../core/time/slot-instants.ts';
import type { BookingDoc, ChangeDoc, HoldDoc, ProposedDoc, ToldDoc } from '../documents/booking.ts';
import { asBookingId, asEventId, asSlotId, asUserId, oid } from '../ids.ts';

const told = (doc: ToldDoc): Told => ({
  slot_id: asSlotId(doc.slot_id),
  starts_at: doc.starts_at.getTime(),
  location: doc.location,
  audience: doc.audience,
});

const toldDoc = (slot: Told): ToldDoc => ({
  slot_id: oid(slot.slot_id),
  starts_at: new Date(slot.starts_at),
  location: slot.location,
  audience: slot.audience,
});

const proposedDoc = ({ slot_id, starts_at }: SeenTime): ProposedDoc => ({
  slot_id: oid(slot_id),
  starts_at: new Date(starts_at),
});

export const holdDoc = (hold: StoredHold): HoldDoc => ({
  slot_id: oid(hold.slot_id),
  op: hold.op,
  until: new Date(hold.until),
});

export const storedChange = (doc: ChangeDoc): Change => ({
  rev: doc.rev,
  op: doc.op,
  what: doc.what,
  announce: doc.announce,
  old: doc.old && told(doc.old),
  new: doc.new && told(doc.new),
  reason: doc.reason,
  override_reason: doc.override_reason,
  detail: doc.detail,
  initiated_by: doc.initiated_by,
  trace_id: doc.trace_id,
  at: doc.at.getTime(),
});

export const changeDoc = (change: Change): ChangeDoc => ({
  ...change,
  old: change.old && toldDoc(change.old),
  new: change.new && toldDoc(change.new),
  at: new Date(change.at),
});

function slotOf(doc: BookingDoc): Told | null {
  const { slot_id, starts_at, location, audience } = doc;
  return slot_id && starts_at && told({ slot_id, starts_at, location, audience });
}

export const storedBooking = (doc: BookingDoc): StoredBooking => ({
  booking_id: asBookingId(doc._id),
  event_id: asEventId(doc.event_id),
  user_id: asUserId(doc.user_id),
  company_id: doc.company_id,
  status: doc.status,
  active: doc.active,
  rev: doc.rev,
  op_seq: doc.op_seq,
  last_op: doc.last_op,
  number: doc.number,
  slot: slotOf(doc),
  previous: doc.previous && told(doc.previous),
  holds: doc.holds.map((hold) => ({
    slot_id: asSlotId(hold.slot_id),
    op: hold.op,
    until: hold.until.getTime(),
  })),
  refused: doc.refused,
  moves: doc.moves,
  booked_at: doc.booked_at?.getTime() ?? null,
  rank: doc.rank,
  reply: doc.reply?.value ?? null,
  arrived_at: doc.arrived_at?.getTime() ?? null,
  outcome: doc.outcome?.value ?? null,
  cancelled: doc.cancelled && { by: doc.cancelled.by.role, reason: doc.cancelled.reason },
  reminded: doc.reminded,
  due_at: doc.due_at?.getTime() ?? null,
  proposed: (doc.proposed ?? []).map((one) => ({
    slot_id: asSlotId(one.slot_id),
    starts_at: one.starts_at.getTime(),
  })),
  last_change: doc.last_change && storedChange(doc.last_change),
});

export function slotFields(slot: Told | null): Partial<BookingDoc> {
  if (!slot)
    return { slot_id: null, starts_at: null, date: null, time: null, location: null, audience: null };
  return { ...toldDoc(slot), ...seedDateTime(slot.starts_at) };
}

const when = (instant: number | null): Date | null => (instant === null ? null : new Date(instant));

/** Only what the patch names is written. */
export function patchFields(patch: Patch): Partial<BookingDoc> {
  const {
    slot,
    previous,
    holds,
    booked_at,
    reply,
    arrived_at,
    cancelled,
    outcome,
    due_at,
    proposed,
    ...plain
  } = patch;
  return {
    ...plain,
    ...(slot === undefined ? {} : slotFields(slot)),
    ...(previous === undefined ? {} : { previous: previous && toldDoc(previous) }),
    ...(holds === undefined ? {} : { holds: holds.map(holdDoc) }),
    ...(booked_at === undefined ? {} : { booked_at: new Date(booked_at) }),
    ...(reply === undefined ? {} : { reply: reply && { ...reply, at: new Date(reply.at) } }),
    ...(arrived_at === undefined ? {} : { arrived_at: when(arrived_at) }),
    ...(cancelled === undefined ? {} : { cancelled: { ...cancelled, at: new Date(cancelled.at) } }),
    ...(outcome === undefined ? {} : { outcome: outcome && { ...outcome, at: new Date(outcome.at) } }),
    ...(due_at === undefined ? {} : { due_at: when(due_at) }),
    ...(proposed === undefined ? {} : { proposed: proposed.map(proposedDoc) }),
  };
}
