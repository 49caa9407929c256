import type { PushHosts } from '../../core/push/hosts.ts';
import { type EventId, eventId, isObjectId } from '../../core/shared/ids.ts';
import type { Limit } from '../../core/staff/sign-in.ts';
import type { Throttle } from '../panel/ports/sign-in.ts';
import type { BookingCommands } from '../ports.ts';
import type { Browsers, Invitation, OwnAds, OwnData, OwnDesk, Visits } from './ports.ts';
import type { GuestRequest } from './request.ts';

export type MeDeps = {
  readonly visits: Visits;
  readonly desk: OwnDesk;
  readonly ads: OwnAds;
  readonly browsers: Browsers;
  readonly data: OwnData;
  readonly commands: Pick<BookingCommands, 'book' | 'move' | 'cancel' | 'reply' | 'keep'>;
  readonly throttle: Pick<Throttle, 'count'>;
  /** What the bot is called in links; undefined until it has said so. */
  readonly botUsername: () => Promise<string | undefined>;
  /** By the clock people live by: in the sandbox it may be ahead. */
  readonly clock: () => Promise<number>;
  /** undefined: this installation sends nothing to browsers. */
  readonly pushKey: string | undefined;
  readonly pushHosts: PushHosts;
};

/** Of links nobody made: one cannot be guessed, and whoever tries is slowed. */
export const guessLimit: Limit = { most: 30, windowMs: 10 * 60_000 };

/** The event the address speaks of, if it is this person’s. */
export async function invitationIn(
  { desk, clock }: Pick<MeDeps, 'desk' | 'clock'>,
  { params, guest: { user_id } }: Pick<GuestRequest, 'params' | 'guest'>,
): Promise<
  | {
      readonly whose: { readonly event_id: EventId; readonly user_id: typeof user_id };
      readonly one: Invitation;
      readonly now: number;
    }
  | undefined
> {
  const { event = '' } = params;
  if (!isObjectId(event)) return undefined;
  const whose = { event_id: eventId(event), user_id };
  const now = await clock();
  const one = await desk.invitation(whose, now);
  return one && { whose, one, now };
}
