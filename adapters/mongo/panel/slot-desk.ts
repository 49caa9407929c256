import type { Db } from 'mongodb';
import type { ChangeOutcome } from '../../../admin/panel/ports/event-desk.ts';
import type { SlotDesk, SlotDetails } from '../../../admin/panel/ports/slot-desk.ts';
import type { SlotNews } from '../../../admin/ports.ts';
import type { SlotId } from '../../../core/shared/ids.ts';
import type { SlotField } from '../../../core/slots/change.ts';
import { inTheWay } from '../../../core/slots/overlap.ts';
import { planWindow } from '../../../core/slots/plan.ts';
import { addSlots, slotsWereAdded } from '../changes/add-slots.ts';
import { askSlotChange } from '../changes/ask-slot.ts';
import { removeSlot } from '../changes/remove-slot.ts';
import { besideOf } from '../changes/room.ts';
import { slotNow, slotPatch } from '../changes/slot-now.ts';
import { collections } from '../collections.ts';
import { asEventId, asSlotId, oid } from '../ids.ts';
import { ledByOne } from '../seats/led.ts';
import { aloneWithRooms } from '../seats/rooms-lease.ts';
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
  /** Begins to tell whoever keeps lists of slots, and who looks at the event, of one that is gone. */
  readonly tellRemoved: (changeId: string) => Promise<void>;
  readonly news: SlotNews;
};

export function createSlotDesk(db: Db, { run, tellAdded, tellRemoved, news }: Deps): SlotDesk {
  const { slots } = collections(db);
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
    led: (specialist, window) => ledByOne(db, specialist, window),
    async add(event, planned, { once, initiated_by, now }) {
      const asked = { slots: planned.map(newSlot), once, initiated_by };
      const of = { _id: oid(event.event_id), company_id: event.company_id };
      const changeId = await aloneWithRooms(db, event.company_id, async () => {
        if (!(await slotsWereAdded(db, event.event_id, once))) {
          const standing = await standingSlots(db, of, planWindow(now));
          if (inTheWay(planned, standing).size > 0) return undefined;
        }
        return (await addSlots(db, of, asked, now)).changeId;
      });
      if (changeId === undefined) return false;
      news.slotsChanged(event.event_id);
      await tellAdded(changeId);
      return true;
    },
    wasAdded: ({ event_id }, once) => slotsWereAdded(db, event_id, once),
    async change(slot, edit, { initiated_by, now, beside, act }) {
      const fields = Object.keys(edit) as SlotField[];
      const before = Object.fromEntries(fields.map((field) => [field, slot[field]]));
      const asked = {
        patch: slotPatch(edit),
        seen: slotPatch(before),
        people: idsOf(slot),
        beside: besideOf(beside),
        initiated_by,
        act,
      };
      const which = { _id: oid(slot.slot_id), event_id: oid(slot.event_id) };
      const changeId = await askSlotChange(db, which, asked, now);
      return run({ slot: slot.slot_id, rev: slot.rev, changeId });
    },
    async remove({ slot_id, event_id }, { initiated_by, now }) {
      const which = { _id: oid(slot_id), event_id: oid(event_id) };
      const changeId = await removeSlot(db, which, initiated_by, now);
      if (changeId === undefined) return false;
      news.slotsChanged(event_id);
      // It is gone already: when this cannot begin, the reconciler finds what was stored and begins it.
      await tellRemoved(changeId).catch(() => undefined);
      return true;
    },
  };
}

const idsOf = ({ people }: SlotDetails): string[] => people.map(({ user_id }) => user_id).toSorted();
