import { plain } from '../../../core/i18n/t.ts';
import { eventId, isObjectId } from '../../../core/shared/ids.ts';
import { EventPage, Events } from '../pages/events.tsx';
import type { PanelReader } from '../ports/reader.ts';
import type { PanelHandlers } from '../request.ts';

export type EventsDeps = { readonly reader: PanelReader; readonly clock: () => Promise<number> };

export const events = ({ reader, clock }: EventsDeps): Pick<PanelHandlers, 'events' | 'event'> => ({
  async events({ lang, visitor }) {
    const rows = await reader.events(visitor.company_id);
    return {
      page: <Events rows={rows} lang={lang} />,
      title: plain('panel.menu.events', lang),
      at: 'events',
    };
  },

  async event({ lang, visitor, params }) {
    const { id = '' } = params;
    const event = isObjectId(id) ? await reader.event(visitor.company_id, eventId(id)) : undefined;
    if (!event) return { not: 'found' };
    const slots = await reader.slots(event.event_id, await clock());
    return { page: <EventPage event={event} slots={slots} lang={lang} />, title: event.title, at: 'events' };
  },
});
