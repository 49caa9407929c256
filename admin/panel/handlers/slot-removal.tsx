import { slotTitle } from '../pages/slot.tsx';
import { SlotRemovalPage } from '../pages/slot-change.tsx';
import type { EventDetails } from '../ports/event-desk.ts';
import type { SlotDetails } from '../ports/slot-desk.ts';
import type { PanelHandlers } from '../request.ts';
import { eventPath } from '../routes/events.ts';
import { actBy, type Visitor } from '../visitor.ts';
import { type EventHandlerDeps, editorOf } from './event-common.ts';
import { namedPeople, slotOf } from './slot-common.ts';

export const slotRemoval = (deps: EventHandlerDeps): Pick<PanelHandlers, 'slotRemoval' | 'removeSlot'> => ({
  async slotRemoval({ params, visitor }) {
    const here = await slotOf(deps, visitor, params);
    return here ? page(deps, here, visitor, false) : { not: 'found' };
  },

  async removeSlot(request) {
    const { params, visitor } = request;
    const here = await slotOf(deps, visitor, params);
    if (!here) return { not: 'found' };
    const { event, slot } = here;
    if (!(await deps.slotDesk.remove(slot, editorOf(request, await deps.clock())))) {
      const now = await slotOf(deps, visitor, params);
      return now ? { ...(await page(deps, now, visitor, true)), status: 409 } : { not: 'found' };
    }
    const title = `${event.title}, ${slot.day} ${slot.time}`;
    await deps.audit.write({ ...actBy(request), what: 'slot.removed', target: slot.slot_id, title });
    return { go_to: eventPath(event.event_id), flash: 'panel.flash.slot_removed' };
  },
});

type Here = { readonly event: EventDetails; readonly slot: SlotDetails };

async function page({ slotDesk }: EventHandlerDeps, here: Here, visitor: Visitor, refused: boolean) {
  const people = await namedPeople(slotDesk, here.slot.people);
  const drawn = <SlotRemovalPage {...here} people={people} inHistory={refused} visitor={visitor} />;
  return { page: drawn, title: slotTitle(here.slot, visitor.lang), at: 'events' };
}
