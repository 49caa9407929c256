import { type PanelRoutes } from './route.ts';

export const eventsRoutes = {
  events: { method: 'get', path: '/events', may: ['admin', 'viewer'] },
  event: { method: 'get', path: '/events/:id', may: ['admin', 'viewer'] },
} as const satisfies PanelRoutes;
