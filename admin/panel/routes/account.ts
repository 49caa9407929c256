import { everybody, type PanelRoutes } from './route.ts';

export const accountRoutes = {
  account: { method: 'get', path: '/account', may: everybody },
  setName: { method: 'post', path: '/account/name', may: everybody },
  setNotices: { method: 'post', path: '/account/notices', may: ['admin', 'specialist'] },
  setPassword: { method: 'post', path: '/account/password', may: everybody },
  endSession: { method: 'post', path: '/account/sessions/end', may: everybody },
} as const satisfies PanelRoutes;
