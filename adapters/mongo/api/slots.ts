import { createHash } from 'node:crypto';
import { type Db, ObjectId } from 'mongodb';
import type { Carried } from '../../../admin/ports/changes.ts';
import type { SlotEdit, Slots } from '../../../admin/ports/slots.ts';
import type { SlotBody } from '../../../contracts/api/slot-resource.ts';
import { type EventId, eventId, type SlotId, slotId } from '../../../core/shared/ids.ts';
import { planSlots, planWindow } from '../../../core/slots/plan.ts';
import { dayOf } from '../../../core/time/slot-instants.ts';
import type { Clock } from '../api-people.ts';
import { addedBefore, addSlots } from '../changes/add-slots.ts';
import { askSlotChange } from '../changes/ask-slot.ts';
import { collections } from '../collections.ts';
import type { EventChangeDoc, SlotPatch } from '../documents/change.ts';
import type { SlotDoc } from '../documents/slot.ts';
import { oid } from '../ids.ts';
import { aloneWithRooms } from '../seats/rooms-lease.ts';
import { standingSlots } from '../seats/standing.ts';
import { newSlot } from '../slots.ts';
import { pageByTime } from './page.ts';

type Run = (asked: {
  readonly slot: SlotId;
  readonly rev: number;
  readonly changeId: string;
}) => Promise<Carried>;

/** `run`: carries out a change that is stored, and waits a while. `tell`: begins to tell who waits for seats. */
export function createApiSlots(
  db: Db,
  now: Clock,
  { run, tell }: { readonly run: Run; readonly tell: (changeId: string) => Promise<void> },
): Slots {
  const { slots, events } = collections(db);
  const changes = db.collection<EventChangeDoc>('changes');
  const isOf = async (event: ObjectId, company: string) =>
    (await events.findOne({ _id: event, company_id: company }, { projection: { _id: 1 } })) !== null;
  const eventsOf = async (company: string, event?: EventId) => {
    if (event !== undefined) return (await isOf(oid(event), company)) ? [oid(event)] : [];
    const rows = await events.find({ company_id: company }, { projection: { _id: 1 } }).toArray();
    return rows.map((row) => row._id);
  };
  const bodiesOf = async (ids: readonly ObjectId[]) => {
    const rows = await slots.find({ _id: { $in: [...ids] } }).toArray();
    const at = await now();
    return rows
      .toSorted((one, other) => one.starts_at.getTime() - other.starts_at.getTime())
      .map((row) => bodyOf(row, at));
  };
  return {
    async page(company, { event_id, from, to, ...page }) {
      const begins = {
        ...(from === undefined ? {} : { $gte: new Date(from) }),
        ...(to === undefined ? {} : { $lt: new Date(to) }),
      };
      const between = from === undefined && to === undefined ? {} : { starts_at: begins };
      const theirs = { event_id: { $in: await eventsOf(company, event_id) } };
      const by = { field: 'starts_at', first: 'earliest' } as const;
      const found = await pageByTime(slots, { ...theirs, ...between }, page, by);
      const at = await now();
      return { ...found, rows: found.rows.map((row) => bodyOf(row, at)) };
    },
    async byId(company, slot) {
      const row = await slots.findOne({ _id: oid(slot) });
      return row && (await isOf(row.event_id, company)) ? bodyOf(row, await now()) : undefined;
    },
    async add({ company, event }, form, { by, once }) {
      const of = { _id: oid(event), company_id: company };
      const made = await aloneWithRooms(db, company, async () => {
        const before = await addedBefore(db, event, once);
        if (before) return { ok: true as const, changeId: before._id };
        const at = await now();
        const standing = await standingSlots(db, of, planWindow(at));
        const plan = planSlots(form, { now: at, standing });
        if (!plan.ok) return plan;
        const adding = { slots: plan.slots.map(newSlot), once, initiated_by: by };
        return { ok: true as const, ...(await addSlots(db, of, adding, at)) };
      });
      if (!made.ok) return made;
      await tell(made.changeId);
      return bodiesOf((await changes.findOne({ _id: made.changeId }))?.added?.slots ?? []);
    },
    standing: (company, slot, window) =>
      standingSlots(db, eventOf(company, slot), { ...window, except: slotId(slot.slot_id) }),
    async change(slot, edit, { seen, by, act }) {
      const id = slotId(slot.slot_id);
      const row = await slots.findOne({ _id: oid(id) }, { projection: { event_id: 1, rev: 1 } });
      if (!row) return { ok: false, reason: 'gone' };
      const before = seenOf(slot, edit, seen);
      const asked = { patch: patchOf(edit), seen: before, beside: null, initiated_by: by, act };
      const changeId = await askSlotChange(db, row, asked, await now());
      return run({ slot: id, rev: row.rev, changeId });
    },
  };
}

const eventOf = (company: string, { event_id }: SlotBody) => ({
  _id: new ObjectId(event_id),
  company_id: company,
});

const patchOf = ({ specialist_id, ...edit }: SlotEdit): SlotPatch => ({
  ...edit,
  ...(specialist_id === undefined
    ? {}
    : { specialist_id: specialist_id === null ? null : new ObjectId(specialist_id) }),
});

/** The fields an edit must find as they were looked at. */
function seenOf(slot: SlotBody, edit: SlotEdit, which: 'edited' | 'all'): SlotPatch {
  const all = patchOf(editable(slot));
  if (which === 'all') return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => name in edit));
}

const editable = (slot: Omit<SlotBody, 'version'>): Required<SlotEdit> => ({
  day: slot.date,
  time: slot.time,
  duration_minutes: slot.duration_minutes,
  max_users: slot.max_users,
  location: slot.location,
  audience: slot.audience,
  specialist_id: slot.specialist_id as SlotEdit['specialist_id'] & (string | null),
  is_active: slot.is_active,
});

/** Of what can be edited, so that bookings that come and go do not change it. */
const versionOf = (slot: Omit<SlotBody, 'version'>): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.values(editable(slot))))
    .digest('base64url')
    .slice(0, 12);

function bodyOf(row: SlotDoc, now: number): SlotBody {
  const body = {
    slot_id: row._id.toHexString(),
    event_id: eventId(row.event_id.toHexString()),
    date: dayOf(row.starts_at.getTime()),
    time: row.time,
    starts_at: row.starts_at.toISOString(),
    duration_minutes: row.duration_minutes,
    max_users: row.max_users,
    booked_users: row.booked_users.map((user) => user.toHexString()),
    location: row.location,
    audience: row.audience,
    specialist_id: row.specialist_id?.toHexString() ?? null,
    is_active: row.is_active,
    bookable_until: row.bookable_until.toISOString(),
    bookable:
      row.open &&
      row.is_active &&
      row.bookable_until.getTime() > now &&
      row.booked_users.length < row.max_users,
  };
  return { ...body, version: versionOf(body) };
}
