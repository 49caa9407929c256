// What the page of a person without Telegram needs of its neighbours. Ids are text, instants are ms.
import type { InitiatedBy, Reply } from '../../core/booking/words.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import type { EventText, SlotLine } from '../../core/messages/model.ts';
import type { Ad } from '../../core/notify/ads.ts';
import type { NotifyType } from '../../core/notify/words.ts';
import type { PushSubscription } from '../../core/push/subscription.ts';
import type { BookingId, EventId, UserId } from '../../core/shared/ids.ts';

export type Person = {
  readonly user_id: UserId;
  readonly name: string;
  /** Their own choice, or what their browser said. */
  readonly lang: Lang;
  /** On the list. */
  readonly allowed: boolean;
  /** They came to the bot since: everything else is there. */
  readonly in_telegram: boolean;
};

/** A browser in which an invite link was opened. Of link and browser only hashes are kept. */
export type Visits = {
  /** `telegram`: the link has bound an account already. `unknown`: there is no such link, or it is too old. */
  open(visit: {
    readonly invite_hash: string;
    readonly visit_hash: string;
    readonly language: string | null;
    readonly now: number;
  }): Promise<'opened' | 'telegram' | 'unknown'>;
  /** Over with the link it was opened with: a renewed one, a person who was erased. */
  find(visit_hash: string, now: number): Promise<Person | undefined>;
  end(visit_hash: string): Promise<void>;
  speak(user: UserId, lang: Lang): Promise<void>;
};

export type OwnBooking = {
  readonly booking_id: BookingId;
  /** `past`: its time is over, whatever came of it. */
  readonly state: 'booked' | 'cancelled' | 'past';
  readonly number: string | null;
  readonly rev: number;
  readonly changed_at: number;
  readonly slot: SlotLine | null;
  /** What stood before staff changed it; null: it stands as they left it themselves. */
  readonly was: Pick<SlotLine, 'starts_at' | 'location' | 'audience'> | null;
  /** Why it cannot be moved; null: it can. */
  readonly fixed: 'max_moves' | 'too_late' | 'closed' | null;
  /** To another time or place than the first. */
  readonly moved: boolean;
  readonly reminded: boolean;
  readonly reply: Reply | null;
  /** Other times their interviewer asks about, those that are still free. */
  readonly proposed: readonly SlotLine[];
  readonly cancelled_by: InitiatedBy['role'] | null;
};
export type Invitation = { readonly event: EventText; readonly booking: OwnBooking | null };

type Whose = { readonly event_id: EventId; readonly user_id: UserId };
export type OwnDesk = {
  /** What is open to them, and what they have or had. */
  invitations(user: UserId, now: number): Promise<readonly Invitation[]>;
  invitation(whose: Whose, now: number): Promise<Invitation | undefined>;
  /** What they could book now, in order of time. */
  free(whose: Whose, now: number): Promise<readonly SlotLine[]>;
};

/** What the company lets stand under this kind of message to people without Telegram; null: nothing. */
export type OwnAds = { under(event: EventId, news: NotifyType): Promise<Ad | null> };

export type Browsers = {
  /** `visit`: with its end this ends, too. */
  add(user: UserId, subscription: PushSubscription, now: number, visit?: string): Promise<void>;
  take(user: UserId, endpoint: string): Promise<boolean>;
};

/** What is kept about a person: taken along, or forgotten. */
export type OwnData = {
  everythingAbout(user: UserId): Promise<unknown>;
  /** `booked`: somebody counts on them. `last_admin`: nobody could let others in any more. */
  erase(user: UserId, now: number): Promise<'erased' | 'booked' | 'last_admin'>;
};
