/** What a service token may be given. */
export const scopes = {
  'users:read': 'who is on the list, and who somebody is',
  'users:write': 'whether somebody can be written to',
  'slots:read': 'which slots are free',
  'bookings:write': 'book for somebody',
  'texts:write': 'store what somebody wrote',
  'broadcasts:write': 'store a command to announce something',
  'act-for': 'say for whom a request is made, by X-Initiated-By-User-Id, -Role and -Channel',
} as const satisfies Record<string, string>;

export type Scope = keyof typeof scopes;
export const allScopes = Object.keys(scopes) as Scope[];
