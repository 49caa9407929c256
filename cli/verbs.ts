import type { Verbs } from './verb.ts';

/** One file per verb. */
export const verbs: Verbs = {
  start: {
    what: 'brings up services and roles on this machine, prints where they are',
    load: () => import('./start.ts'),
  },
  role: {
    what: 'role bot|worker|admin …: runs roles in this process against configured services',
    load: () => import('./role.ts'),
  },
  status: {
    what: 'what runs: services, versions, links (--json for programs)',
    load: () => import('./status.ts'),
  },
  doctor: { what: 'checks every service and setting, says what to do', load: () => import('./doctor.ts') },
  reconcile: {
    what: 'runs one pass of the reconciler now: what is wrong, and what is being mended',
    load: () => import('./reconcile.ts'),
  },
  seed: { what: 'a demo event with slots and people to try it with', load: () => import('./seed.ts') },
  event: { what: 'event create|open|close|list', load: () => import('./event.ts') },
  announce: {
    what: 'posts an announcement of an event to its channel or to one chat',
    load: () => import('./announce.ts'),
  },
  slots: { what: 'slots add|change|list', load: () => import('./slots.ts') },
  admin: { what: 'admin create', load: () => import('./admin.ts') },
  person: { what: 'person allow|invite|list|remove', load: () => import('./person.ts') },
  token: { what: 'token create|list|revoke: who may call the API', load: () => import('./token.ts') },
  reset: { what: 'clears the data of this checkout (asks for --yes)', load: () => import('./reset.ts') },
};
