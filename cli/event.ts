import type { Verbs } from './verb.ts';

export const verbs: Verbs = {
  create: { what: 'creates an event, as a draft unless --open', load: () => import('./event/create.ts') },
  open: { what: 'lets people book', load: () => import('./event/open.ts') },
  close: { what: 'ends booking; bookings stay', load: () => import('./event/close.ts') },
  list: { what: 'all events with their seats', load: () => import('./event/list.ts') },
};
