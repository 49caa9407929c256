import { admins, type PanelRoutes } from './route.ts';

export const settingsRoutes = {
  settings: { method: 'get', path: '/settings', may: admins },
  saveSettings: { method: 'post', path: '/settings', may: admins },
  makeGroupCode: { method: 'post', path: '/settings/staff-group/code', may: admins },
  testGroup: { method: 'post', path: '/settings/staff-group/test', may: admins },
  disconnectGroup: { method: 'post', path: '/settings/staff-group/disconnect', may: admins },
} as const satisfies PanelRoutes;
