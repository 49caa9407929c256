import { isObjectId, slotId, type UserId } from '../../../core/shared/ids.ts';
import type { Seated } from '../../../core/slots/change.ts';
import type { SlotTexts } from '../pages/slot.tsx';
import type { EventDetails } from '../ports/event-desk.ts';
import type { SlotDesk, SlotDetails } from '../ports/slot-desk.ts';
import type { Visitor } from '../visitor.ts';
import { type EventHandlerDeps, eventOf } from './event-common.ts';

/** undefined: none of this company. */
export async function slotOf(
  deps: EventHandlerDeps,
  visitor: Visitor,
  params: Readonly<Record<string, string>>,
): Promise<{ readonly event: EventDetails; readonly slot: SlotDetails } | undefined> {
  const { slot: id = '' } = params;
  const event = isObjectId(id) ? await eventOf(deps, visitor, params) : undefined;
  const slot = event && (await deps.slotDesk.details(event.event_id, slotId(id)));
  return event && slot && { event, slot };
}

/** A page names so many; the others are counted. */
const mostNamed = 50;

/** By name, the first few, and how many there are. */
export async function namedPeople(desk: SlotDesk, people: readonly Seated[], most = mostNamed) {
  const first = people.slice(0, most);
  const names = await desk.names(first.map(({ user_id }) => user_id));
  const rows = first.map((one) => ({ ...one, name: names.get(one.user_id) ?? '' }));
  return { count: people.length, rows, names: rows.map(({ name }) => name) };
}

export const slotTexts = (slot: SlotDetails): SlotTexts => ({
  day: slot.day,
  time: slot.time,
  minutes: String(slot.minutes),
  capacity: String(slot.capacity),
  place: slot.place ?? '',
  room: slot.room ?? '',
  specialist: slot.specialist ?? ('' satisfies UserId | ''),
});
