import type { Verbs } from './verb.ts';

export const verbs: Verbs = {
  add: { what: 'adds every date with every time to an event', load: () => import('./slots/add.ts') },
  change: {
    what: 'changes one slot and tells who has a seat in it',
    load: () => import('./slots/change.ts'),
  },
  list: { what: 'the slots of an event with their ids and seats', load: () => import('./slots/list.ts') },
};
