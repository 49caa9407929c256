import type { BroadcastCommands, IdentityCache, InboundTexts } from '../ports.ts';
import { type Booking, confirmBooking } from './confirm-booking.ts';
import type { Handlers } from './handler.ts';
import { broadcastCommand, inboundText } from './kept.ts';
import { reachability } from './reachability.ts';
import { availableSlots } from './slots.ts';
import { allowedUsers, user } from './users.ts';

export type HandlerDeps = Booking & {
  readonly identities: IdentityCache;
  readonly texts: InboundTexts;
  readonly broadcasts: BroadcastCommands;
};

export const createHandlers = (deps: HandlerDeps): Handlers => ({
  allowedUsers: allowedUsers(deps.people),
  user: user(deps.people),
  availableSlots: availableSlots(deps.slots),
  confirmBooking: confirmBooking(deps),
  inboundText: inboundText(deps.texts),
  reachability: reachability(deps.people, deps.identities),
  broadcastCommand: broadcastCommand(deps.broadcasts),
});
