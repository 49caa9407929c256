import type { PanelRoutes } from './route.ts';

export const figuresRoutes = {
  figures: { method: 'get', path: '/figures', may: ['admin', 'viewer'] },
} as const satisfies PanelRoutes;
