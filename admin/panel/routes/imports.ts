import { admins, type PanelRoutes } from './route.ts';

export const importRoutes = {
  importPage: { method: 'get', path: '/candidates/import', may: admins },
  importList: { method: 'post', path: '/candidates/import', may: admins, upload: true },
  importPreview: { method: 'get', path: '/candidates/import/:id', may: admins },
  writeImport: { method: 'post', path: '/candidates/import/:id', may: admins },
} as const satisfies PanelRoutes;
