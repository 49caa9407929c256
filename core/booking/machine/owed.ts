import type { Truth } from '../facts.ts';
import type { Waiting } from './effects.ts';

export const sameAnnouncement = (one: Waiting, other: Waiting): boolean =>
  one.booking_id === other.booking_id && one.rev === other.rev;

/**
 * The outbox, with what runs before this one left unannounced. In the order of the commits: a consumer must not hear of a
 * later revision first. Announcing again what the broker has is harmless, it is the same message.
 */
export function owed(outbox: readonly Waiting[], { unpublished = [] }: Truth): readonly Waiting[] {
  const rest = outbox.filter((one) => !unpublished.some((other) => sameAnnouncement(one, other)));
  return [...unpublished, ...rest];
}
