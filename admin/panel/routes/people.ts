import { admins, type PanelRoutes } from './route.ts';

export const peopleRoutes = {
  candidates: { method: 'get', path: '/candidates', may: ['admin', 'viewer'] },
  candidatesFile: { method: 'get', path: '/candidates.csv', may: admins },
  invitesPage: { method: 'get', path: '/candidates/invites', may: admins },
  invitesFile: { method: 'post', path: '/candidates/invites', may: admins },
  candidate: { method: 'get', path: '/candidates/:id', may: ['admin', 'viewer'] },
  inviteCandidate: { method: 'post', path: '/candidates/:id/invite', may: admins },
  blockPage: { method: 'get', path: '/candidates/:id/block', may: admins },
  blockCandidate: { method: 'post', path: '/candidates/:id/block', may: admins },
  unblockCandidate: { method: 'post', path: '/candidates/:id/unblock', may: admins },
  exportCandidate: { method: 'get', path: '/candidates/:id/export.json', may: admins },
  erasePage: { method: 'get', path: '/candidates/:id/erase', may: admins },
  eraseCandidate: { method: 'post', path: '/candidates/:id/erase', may: admins },
} as const satisfies PanelRoutes;
