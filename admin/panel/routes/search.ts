import type { PanelRoutes } from './route.ts';

export const searchRoutes = {
  search: { method: 'get', path: '/search', may: ['admin', 'viewer'] },
} as const satisfies PanelRoutes;
