/**
 * `anyone`: also whoever has opened no link. `on_list`: acts, so whoever was taken off the list is refused. `known`: asks for
 * what is theirs, on the list or not.
 */
export type MeRoute = {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly may: 'anyone' | 'on_list' | 'known';
};

/** Every page and form of a person’s own. Behind `open` nobody’s token stands in an address. */
export const meRoutes = {
  open: { method: 'get', path: '/me/open', may: 'anyone' },
  language: { method: 'post', path: '/me/language', may: 'anyone' },
  home: { method: 'get', path: '/me', may: 'on_list' },
  event: { method: 'get', path: '/me/events/:event', may: 'on_list' },
  times: { method: 'get', path: '/me/events/:event/times', may: 'on_list' },
  confirm: { method: 'get', path: '/me/events/:event/times/:slot', may: 'on_list' },
  take: { method: 'post', path: '/me/events/:event/times/:slot', may: 'on_list' },
  cancelPage: { method: 'get', path: '/me/events/:event/cancel', may: 'on_list' },
  cancel: { method: 'post', path: '/me/events/:event/cancel', may: 'on_list' },
  reply: { method: 'post', path: '/me/events/:event/reply', may: 'on_list' },
  keep: { method: 'post', path: '/me/events/:event/keep', may: 'on_list' },
  calendar: { method: 'get', path: '/me/events/:event/calendar.ics', may: 'on_list' },
  leave: { method: 'post', path: '/me/leave', may: 'anyone' },
  pushKey: { method: 'get', path: '/me/push/key', may: 'on_list' },
  subscribe: { method: 'post', path: '/me/push', may: 'on_list' },
  unsubscribe: { method: 'post', path: '/me/push/end', may: 'on_list' },
  ownData: { method: 'get', path: '/me/data', may: 'known' },
  exportData: { method: 'get', path: '/me/data/copy', may: 'known' },
  erasePage: { method: 'get', path: '/me/data/erase', may: 'known' },
  eraseData: { method: 'post', path: '/me/data/erase', may: 'known' },
} as const satisfies Record<string, MeRoute>;

export type MeRouteName = keyof typeof meRoutes;
export const meRouteNames = Object.keys(meRoutes) as MeRouteName[];

export const eventPath = (event: string): string => `/me/events/${event}`;

/** Of ours, without a link’s token: where somebody may be sent back to. */
export const isPage = (path: string): boolean =>
  /^\/me(\/[\w-]+)*$/.test(path) && path !== meRoutes.open.path;
