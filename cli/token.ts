import type { Verbs } from './verb.ts';

export const verbs: Verbs = {
  create: {
    what: 'makes a token for a program that calls the API, shown once',
    load: () => import('./token/create.ts'),
  },
  list: { what: 'all tokens: what each may, whether it still works', load: () => import('./token/list.ts') },
  revoke: { what: 'ends a token', load: () => import('./token/revoke.ts') },
};
