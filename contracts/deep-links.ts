// What stands behind `?start=` in a link to the bot: at most 64 characters of A-Z a-z 0-9 _ -.
import { type EventId, eventId, isObjectId } from '../core/shared/ids.ts';

export type Start =
  | { readonly kind: 'event'; readonly event_id: EventId }
  /** The token itself: it is hashed before anything keeps it. */
  | { readonly kind: 'invite'; readonly token: string };

const inviteToken = /^[\w-]{22,62}$/;

export const eventLink = (bot: string, event: EventId): string => `https://t.me/${bot}?start=e_${event}`;
export const inviteLink = (bot: string, token: string): string => `https://t.me/${bot}?start=i_${token}`;

/** `undefined`: not one of ours. */
export function readStart(payload: string): Start | undefined {
  const rest = payload.slice(2);
  if (payload.startsWith('e_') && isObjectId(rest)) return { kind: 'event', event_id: eventId(rest) };
  if (payload.startsWith('i_') && inviteToken.test(rest)) return { kind: 'invite', token: rest };
  return undefined;
}
