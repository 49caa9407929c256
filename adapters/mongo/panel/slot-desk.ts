import type { Db } from 'mongodb';
import type { ChangeOutcome } from '../../../admin/panel/ports/event-desk.ts';
import type { SlotDesk, SlotDetails } from '../../../admin/panel/ports/slot-desk.ts';
import type { SlotNews } from '../../../admin/ports.ts';
import type { SlotId } from '../../../core/shared/ids.ts';
import type { SlotField } from '../../../core/slots/change.ts';
import { addSlots, slotsWereAdded } from '../changes/add-slots.ts';
import { askSlotChange } from '../changes/ask-slot.ts';
import { slotNow, slotPatch } from '../changes/slot-now.ts';
import { collections } from '../collections.ts';
import { asEventId, asSlotId, oid } from '../ids.ts';
import { standingSlots } from '../seats/standing.ts';
import { newSlot } from '../slots.ts';
import { namesOf } from './names.ts';

type Deps = {
  /** Carries out an edit of a slot; answers when it is done or when it takes long. */
  readonly run: (asked: {
    readonly slot: SlotId;
    readonly rev: number;
    readonly changeId: string;
  }) => Promise<ChangeOutcome>;
  /** Begins to tell who looks at the event of its new slots. */
  readonly tellAdded: (changeId: string) => Promise<void>;
  readonly news: SlotNews;
};

export function createSlotDesk(db: Db, { run, tellAdded, news }: Deps): SlotDesk {
  const { bookings, slots } = collections(db);
  return {
    async details(event, id) {
      const slot = await slots.findOne({ _id: oid(id), event_id: oid(event) });
      if (!slot) return undefined;
      return {
        ...(await slotNow(db, slot)),
        slot_id: asSlotId(slot._id),
        event_id: asEventId(slot.event_id),
        starts_at: slot.starts_at.getTime(),
        bookable_until: slot.bookable_until.getTime(),
        open: slot.open,
        rev: slot.rev,
      };
    },
    async names(people) {
      const found = await namesOf(
        db,
        people.map((id) => oid(id)),
      );
      return new Map(people.map((id) => [id, found.get(id)?.name ?? '']));
    },
    standing: ({ event_id, company_id }, window) =>
      standingSlots(db, { _id: oid(event_id), company_id }, window),
    async add(event, planned, { once, initiated_by, now }) {
      const asked = { slots: planned.map(newSlot), once, initiated_by };
      const { changeId } = await addSlots(db, { _id: oid(event.event_id) }, asked, now);
      news.slotsChanged(event.event_id);
      await tellAdded(changeId);
    },
    wasAdded: ({ event_id }, once) => slotsWereAdded(db, event_id, once),
    async change(slot, edit, { initiated_by, now }) {
      const fields = Object.keys(edit) as SlotField[];
      const before = Object.fromEntries(fields.map((field) => [field, slot[field]]));
      const asked = {
        patch: slotPatch(edit),
        seen: slotPatch(before),
        people: idsOf(slot),
        initiated_by,
      };
      const which = { _id: oid(slot.slot_id), event_id: oid(slot.event_id) };
      const changeId = await askSlotChange(db, which, asked, now);
      return run({ slot: slot.slot_id, rev: slot.rev, changeId });
    },
    async remove({ slot_id, event_id }) {
      const _id = oid(slot_id);
      if (await bookings.findOne({ slot_id: _id, status: { $ne: 'cancelled' } })) return false;
      // The claim of a seat is a write to the same document: whoever comes first, wins.
      const gone = await slots.deleteOne({
        _id,
        event_id: oid(event_id),
        'booked_users.0': { $exists: false },
      });
      if (gone.deletedCount === 1) news.slotsChanged(event_id);
      return gone.deletedCount === 1;
    },
  };
}

const idsOf = ({ people }: SlotDetails): string[] => people.map(({ user_id }) => user_id).toSorted();
