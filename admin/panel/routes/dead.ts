import { admins, type PanelRoutes } from './route.ts';

export const deadRoutes = {
  dead: { method: 'get', path: '/dead', may: admins, house: true },
  deadMessage: { method: 'get', path: '/dead/one', may: admins, house: true },
  settleDead: { method: 'post', path: '/dead/one', may: admins, house: true },
} as const satisfies PanelRoutes;
