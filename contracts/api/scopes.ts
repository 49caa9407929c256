/** What a service token may be given. */
export const scopes = {
  'users:read': 'who is on the list, and who somebody is',
  'users:write': 'put people on the list and take them off it, say whether somebody can be written to',
  'events:read': 'interview events',
  'events:write': 'create, change, open and close events',
  'slots:read': 'which slots are free, and all slots',
  'slots:write': 'add and change slots',
  'bookings:read': 'bookings, one by one or as a file',
  'bookings:write': 'book, move and cancel for somebody, record outcomes',
  'bookings:override': 'book and move past the cut-off and into closed events, with a reason',
  'webhooks:read': 'webhooks and what was sent to them',
  'webhooks:write': 'register, change, replay and remove webhooks',
  'texts:write': 'store what somebody wrote',
  'broadcasts:read': 'announcements, and how far they are',
  'broadcasts:write': 'announce something, pause, stop and take back what is announced',
  'notifications:read': 'who is told of what, and ad templates',
  'notifications:write': 'settle who is told of what, write ad templates',
  'tasks:read': 'what goes on: bookings and announcements that are not over',
  'system:read': 'how services, processes and queues are',
  'act-for': 'say for whom a request is made, by X-Initiated-By-User-Id, -Role and -Channel',
} as const satisfies Record<string, string>;

export type Scope = keyof typeof scopes;
export const allScopes = Object.keys(scopes) as Scope[];
