import { admins, type PanelRoutes } from './route.ts';

export const systemRoutes = {
  system: { method: 'get', path: '/system', may: admins },
} as const satisfies PanelRoutes;
