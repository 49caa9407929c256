import { admins, type PanelRoutes } from './route.ts';

/** "new" stands before ":slot": the first that fits answers. */
export const slotsRoutes = {
  planSlots: { method: 'get', path: '/events/:id/slots/new', may: admins },
  makeSlots: { method: 'post', path: '/events/:id/slots/new', may: admins },
  slot: { method: 'get', path: '/events/:id/slots/:slot', may: ['admin', 'viewer'] },
  changeSlot: { method: 'post', path: '/events/:id/slots/:slot', may: admins },
  slotRemoval: { method: 'get', path: '/events/:id/slots/:slot/remove', may: admins },
  removeSlot: { method: 'post', path: '/events/:id/slots/:slot/remove', may: admins },
  peopleToMove: { method: 'get', path: '/events/:id/slots/:slot/people', may: admins },
  movePeople: { method: 'post', path: '/events/:id/slots/:slot/people', may: admins },
  peopleMove: { method: 'get', path: '/events/:id/moves/:move', may: admins },
} as const satisfies PanelRoutes;
