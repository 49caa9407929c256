import type { Screen } from '../booking/screen.ts';
import { assertNever } from '../shared/assert-never.ts';
import type { EventId, SlotId } from '../shared/ids.ts';

/** A slot as people are told of it. Texts are raw: rendering escapes them. Instants in ms. */
export type SlotLine = {
  readonly slot_id: SlotId;
  readonly starts_at: number;
  readonly ends_at: number;
  /** The office, the town: `location` of the slot. */
  readonly location: string | null;
  /** The room. */
  readonly audience: string | null;
};

export type EventText = {
  readonly event_id: EventId;
  readonly title: string;
  readonly description: string | null;
  readonly place: {
    readonly name: string | null;
    readonly address: string | null;
    readonly map_url: string | null;
    readonly online_url: string | null;
  };
  readonly bring: string | null;
  /** A Telegram username, with or without @, or a link. */
  readonly contact: string | null;
  /** Slots can be chosen now: decides whether a screen offers to sign up again. */
  readonly open: boolean;
};

/** What this person could book now, three at a time in order of time. */
export type SlotsPage = {
  readonly slots: readonly SlotLine[];
  readonly page: number;
  readonly earlier: boolean;
  readonly later: boolean;
  /** Over all pages. */
  readonly total: number;
};

/** What staff changed, from what to what; for `what: 'slot'` two different slots. */
export type ChangeText = { readonly from: SlotLine; readonly to: SlotLine };

/** Everything a screen may speak of. `needs(screen)` says which parts it does. */
export type ScreenModel = {
  readonly event: EventText;
  /** By slot id. */
  readonly slots: ReadonlyMap<SlotId, SlotLine>;
  readonly page: SlotsPage | null;
  readonly change: ChangeText | null;
};

export type Needs = {
  readonly slots: readonly SlotId[];
  /** The number of the page of free slots. */
  readonly page: number | null;
  /** The revision whose change is told. */
  readonly change: number | null;
};

/** What has to be looked up before `screen` can be rendered; the event always. */
export function needs(screen: Screen): Needs {
  const slots = (...ids: readonly (SlotId | null | undefined)[]): Needs => ({
    slots: ids.filter((id) => id !== null && id !== undefined),
    page: null,
    change: null,
  });
  switch (screen.kind) {
    case 'slots':
      return { ...slots(screen.keep?.slot_id), page: screen.page };
    case 'chosen':
      return slots(screen.slot_id, screen.instead_of);
    case 'changed':
      return { ...slots(screen.slot_id), change: screen.rev };
    case 'reminder':
      return slots(screen.slot_id, ...(screen.proposed ?? []));
    case 'proposal':
      return slots(screen.slot_id, ...screen.times);
    case 'booked':
    case 'cancel_ask':
    case 'refused':
    case 'past':
      return slots(screen.slot_id);
    case 'none_fits':
    case 'cancel_other':
    case 'cancelled':
    case 'unbooked':
    case 'closed':
    case 'nudge':
      return slots();
    default:
      return assertNever(screen);
  }
}

/** Those that are still there: nobody has a seat in what was only proposed, so staff may have removed it. */
export const slotsThere = (model: ScreenModel, ids: readonly SlotId[]): readonly SlotLine[] =>
  ids.flatMap((id) => model.slots.get(id) ?? []);

/** Slots that people hold or have are never deleted: one that is not there was not looked up. */
export function slotOf(model: ScreenModel, id: SlotId): SlotLine {
  const slot = model.slots.get(id);
  if (slot === undefined) throw new Error(`the slot ${id} of a screen was not looked up`);
  return slot;
}
