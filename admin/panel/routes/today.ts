import { everybody, type PanelRoutes } from './route.ts';

export const todayRoutes = {
  today: { method: 'get', path: '/today', may: everybody },
  recordOutcome: { method: 'post', path: '/today/outcome', may: ['admin', 'specialist'] },
} as const satisfies PanelRoutes;
