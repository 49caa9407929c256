import { admins, type PanelRoutes } from './route.ts';

export const deadRoutes = {
  dead: { method: 'get', path: '/dead', may: admins },
  deadMessage: { method: 'get', path: '/dead/one', may: admins },
  settleDead: { method: 'post', path: '/dead/one', may: admins },
} as const satisfies PanelRoutes;
