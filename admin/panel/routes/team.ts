import { admins, type PanelRoutes } from './route.ts';

export const teamRoutes = {
  team: { method: 'get', path: '/team', may: admins },
  invite: { method: 'post', path: '/team', may: admins },
  member: { method: 'get', path: '/team/:id', may: admins },
  changeRole: { method: 'post', path: '/team/:id/role', may: admins },
  newLink: { method: 'post', path: '/team/:id/link', may: admins },
  askReset: { method: 'get', path: '/team/:id/reset', may: admins },
  resetMember: { method: 'post', path: '/team/:id/reset', may: admins },
  askRemove: { method: 'get', path: '/team/:id/remove', may: admins },
  removeMember: { method: 'post', path: '/team/:id/remove', may: admins },
} as const satisfies PanelRoutes;
