/** `anyone`: also whoever has opened no link. `on_list`: acts, so whoever was taken off the list is refused. */
export type MeRoute = {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly may: 'anyone' | 'on_list';
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
  subscribe: { method: 'post', path: '/me/push', may: 'on_list' },
  unsubscribe: { method: 'post', path: '/me/push/end', may: 'on_list' },
} as const satisfies Record<string, MeRoute>;

export type MeRouteName = keyof typeof meRoutes;
export const meRouteNames = Object.keys(meRoutes) as MeRouteName[];

export const eventPath = (event: string): string => `/me/events/${event}`;
