import type { StaffRole } from './visitor.ts';

/** `anyone`: also who has not signed in. */
type MayOpen = 'anyone' | readonly StaffRole[];
export type PanelRoute = { readonly method: 'get' | 'post'; readonly path: string; readonly may: MayOpen };

const admins = ['admin'] as const;
const everybody = ['admin', 'specialist', 'viewer'] as const;

/** Every page and every form of the panel, and who may open it. A route without `may` does not compile. */
export const panelRoutes = {
  home: { method: 'get', path: '/', may: everybody },
  signIn: { method: 'get', path: '/sign-in', may: 'anyone' },
  signInByLink: { method: 'get', path: '/sign-in/link', may: 'anyone' },
  useLink: { method: 'post', path: '/sign-in/link', may: 'anyone' },
  signOut: { method: 'post', path: '/sign-out', may: everybody },
  chooseLanguage: { method: 'post', path: '/language', may: 'anyone' },
  today: { method: 'get', path: '/today', may: everybody },
  recordOutcome: { method: 'post', path: '/today/outcome', may: ['admin', 'specialist'] },
  events: { method: 'get', path: '/events', may: ['admin', 'viewer'] },
  event: { method: 'get', path: '/events/:id', may: ['admin', 'viewer'] },
  bookings: { method: 'get', path: '/bookings', may: ['admin', 'viewer'] },
  bookingsFile: { method: 'get', path: '/bookings.csv', may: admins },
  system: { method: 'get', path: '/system', may: admins },
} as const satisfies Record<string, PanelRoute>;

export type PanelRouteName = keyof typeof panelRoutes;
export const panelRouteNames = Object.keys(panelRoutes) as PanelRouteName[];
