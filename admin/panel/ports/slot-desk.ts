import type { ActOfEdit } from '../../../core/audit/act.ts';
import type { EventId, SlotId, UserId } from '../../../core/shared/ids.ts';
import type { SlotEdit, SlotNow } from '../../../core/slots/change.ts';
import type { Led, Standing } from '../../../core/slots/overlap.ts';
import type { Planned } from '../../../core/slots/plan.ts';
import type { ChangeOutcome, Editor, EventDetails } from './event-desk.ts';

export type SlotDetails = SlotNow & {
  readonly slot_id: SlotId;
  readonly event_id: EventId;
  readonly starts_at: number;
  readonly bookable_until: number;
  /** Of the event: whether candidates can book at all. */
  readonly open: boolean;
  readonly rev: number;
};
type Window = { readonly from: number; readonly to: number; readonly except?: SlotId };

/** What staff do with slots. */
export type SlotDesk = {
  details(event: EventId, slot: SlotId): Promise<SlotDetails | undefined>;
  names(people: readonly UserId[]): Promise<ReadonlyMap<UserId, string>>;
  /** What takes place there and then, in this event and in others of its company. */
  standing(event: EventDetails, window: Window): Promise<readonly Standing[]>;
  /** What a specialist leads then. */
  led(specialist: UserId, window: Window): Promise<readonly Led[]>;
  /** The same `once` again adds nothing. False: something is in the way by now, and nothing was added. */
  add(
    event: EventDetails,
    slots: readonly Planned[],
    editor: Editor & { readonly once: string },
  ): Promise<boolean>;
  wasAdded(event: EventDetails, once: string): Promise<boolean>;
  /**
   * Refused as `people_changed` when others have a seat by now than those in `slot`, and as `room_taken` when another slot is in
   * that room then, unless it is the one the editor was told of.
   */
  change(
    slot: SlotDetails,
    edit: SlotEdit,
    editor: Editor & { readonly beside: Standing | null; readonly act: ActOfEdit },
  ): Promise<ChangeOutcome>;
  /** False: somebody has a seat in it. */
  remove(slot: SlotDetails, editor: Editor): Promise<boolean>;
};
