import type { Verbs } from './verb.ts';

export const verbs: Verbs = {
  create: {
    what: 'makes an admin and prints a sign-in link, shown once',
    load: () => import('./admin/create.ts'),
  },
};
