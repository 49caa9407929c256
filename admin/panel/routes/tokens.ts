import { admins, type PanelRoutes } from './route.ts';

export const tokensRoutes = {
  tokens: { method: 'get', path: '/tokens', may: admins },
  issueToken: { method: 'post', path: '/tokens', may: admins },
  askRevoke: { method: 'get', path: '/tokens/:id/revoke', may: admins },
  revokeToken: { method: 'post', path: '/tokens/:id/revoke', may: admins },
} as const satisfies PanelRoutes;
