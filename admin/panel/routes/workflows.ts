import { admins, type PanelRoutes } from './route.ts';

export const workflowsRoutes = {
  workflows: { method: 'get', path: '/workflows', may: admins, house: true },
} as const satisfies PanelRoutes;
