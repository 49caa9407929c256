import type { EventId, SlotId } from '../../../core/shared/ids.ts';
import { admins, type PanelRoutes } from './route.ts';

const seen = ['admin', 'viewer'] as const;

/** "new" stands before ":id": the first that fits answers. */
export const eventsRoutes = {
  events: { method: 'get', path: '/events', may: seen },
  newEvent: { method: 'get', path: '/events/new', may: admins },
  createEvent: { method: 'post', path: '/events/new', may: admins },
  event: { method: 'get', path: '/events/:id', may: seen },
  editEvent: { method: 'get', path: '/events/:id/edit', may: admins },
  changeEvent: { method: 'post', path: '/events/:id/edit', may: admins },
  eventStatus: { method: 'get', path: '/events/:id/status', may: admins },
  changeEventStatus: { method: 'post', path: '/events/:id/status', may: admins },
  eventCopy: { method: 'get', path: '/events/:id/copy', may: admins },
  copyEvent: { method: 'post', path: '/events/:id/copy', may: admins },
  eventRemoval: { method: 'get', path: '/events/:id/remove', may: admins },
  removeEvent: { method: 'post', path: '/events/:id/remove', may: admins },
} as const satisfies PanelRoutes;

export const eventPath = (event: EventId, then = ''): string => `${eventsRoutes.events.path}/${event}${then}`;
export const slotPath = (event: EventId, slot: SlotId, then = ''): string =>
  `${eventPath(event)}/slots/${slot}${then}`;
