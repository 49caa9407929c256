import type { events as ru } from '../../ru/panel/events.ts';

export const events: Readonly<Record<keyof typeof ru, string>> = {
  'panel.event.draft': 'draft',
  'panel.event.open': 'open',
  'panel.event.closed': 'closed',
  'panel.event.archived': 'archived',
  'panel.events.title': 'Title',
  'panel.events.when': 'When',
  'panel.events.taken': 'Seats taken',
  'panel.events.no_slots': 'no times yet',
  'panel.events.empty': 'There are no events yet. For now “zapis event create” makes them.',
  'panel.event.empty': 'There are no times yet. For now “zapis slots add” adds them.',
  'panel.slot.off': 'switched off',
  'panel.slot.held': 'holds a seat',
  'panel.slot.free': '{free, plural, one {# seat free} other {# seats free}}',
};
