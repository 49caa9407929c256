import { admins, type PanelRoutes } from './route.ts';

const readers = ['admin', 'viewer'] as const;

export const broadcastsRoutes = {
  broadcasts: { method: 'get', path: '/broadcasts', may: readers },
  newBroadcast: { method: 'get', path: '/broadcasts/new', may: admins },
  createBroadcast: { method: 'post', path: '/broadcasts/new', may: admins },
  broadcast: { method: 'get', path: '/broadcasts/:id', may: readers },
  editBroadcast: { method: 'get', path: '/broadcasts/:id/edit', may: admins },
  saveBroadcast: { method: 'post', path: '/broadcasts/:id/edit', may: admins },
  sendBroadcast: { method: 'post', path: '/broadcasts/:id/send', may: admins },
  askBroadcast: { method: 'get', path: '/broadcasts/:id/ask', may: admins },
  steerBroadcast: { method: 'post', path: '/broadcasts/:id/steer', may: admins },
} as const satisfies PanelRoutes;
