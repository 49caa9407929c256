import type { ObjectId } from 'mongodb';
import type { SlotLine } from '../../../core/messages/model.ts';
import { slotId } from '../../../core/shared/ids.ts';

export type SlotFields = {
  readonly _id: ObjectId;
  readonly starts_at: Date;
  readonly duration_minutes: number;
  readonly location: string | null;
  readonly audience: string | null;
};

export const slotLineFields = { starts_at: 1, duration_minutes: 1, location: 1, audience: 1 } as const;

const minuteMs = 60_000;

export const slotLine = (slot: SlotFields): SlotLine => ({
  slot_id: slotId(slot._id.toHexString()),
  starts_at: slot.starts_at.getTime(),
  ends_at: slot.starts_at.getTime() + slot.duration_minutes * minuteMs,
  location: slot.location,
  audience: slot.audience,
});
