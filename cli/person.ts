import type { Verbs } from './verb.ts';

export const verbs: Verbs = {
  allow: { what: 'puts a Telegram account on the list', load: () => import('./person/allow.ts') },
  invite: {
    what: 'makes an invite link for somebody, shown once',
    load: () => import('./person/invite.ts'),
  },
  list: { what: 'everybody known', load: () => import('./person/list.ts') },
  remove: { what: 'takes somebody off the list', load: () => import('./person/remove.ts') },
};
