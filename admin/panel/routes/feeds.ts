import type { PanelRoutes } from './route.ts';

const makers = ['admin', 'specialist'] as const;

export const feedsRoutes = {
  feeds: { method: 'get', path: '/calendars', may: makers },
  makeFeed: { method: 'post', path: '/calendars', may: makers },
  revokeFeed: { method: 'post', path: '/calendars/:id/revoke', may: makers },
  /** Whoever knows the address: calendars cannot sign in. */
  feedFile: { method: 'get', path: '/calendar/:file', may: 'anyone' },
} as const satisfies PanelRoutes;
