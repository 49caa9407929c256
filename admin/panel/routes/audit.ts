import { admins, type PanelRoutes } from './route.ts';

export const auditRoutes = {
  audit: { method: 'get', path: '/audit', may: admins },
  auditFile: { method: 'get', path: '/audit.csv', may: admins },
} as const satisfies PanelRoutes;
