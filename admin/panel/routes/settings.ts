import { admins, type PanelRoutes } from './route.ts';

export const settingsRoutes = {
  settings: { method: 'get', path: '/settings', may: admins },
  saveSettings: { method: 'post', path: '/settings', may: admins },
} as const satisfies PanelRoutes;
