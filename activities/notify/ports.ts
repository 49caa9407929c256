// What telling people of others’ doings needs of its neighbours. Ids are text, instants are ms.
import type { Notification } from '../../contracts/events/notification.ts';
import type { InitiatedBy } from '../../core/booking/words.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import type { EventText, SlotLine } from '../../core/messages/model.ts';
import type { Ad } from '../../core/notify/ads.ts';
import type { NoticeChoice } from '../../core/notify/preference.ts';
import type { Concerned } from '../../core/notify/recipients.ts';
import type { Setting } from '../../core/notify/settings.ts';
import type { Standing } from '../../core/notify/still-true.ts';
import type { BookingId } from '../../core/shared/ids.ts';
import type { QuietHours } from '../../core/time/staff-hours.ts';
import type { Reachable } from '../messaging/ports.ts';

/** Of one act: the staff it concerns and how many bookings it touched. */
export type Circle = Omit<Concerned, 'client'> & {
  /** Bookings that the same act changed. */
  readonly touched: number;
};

export type Told = {
  readonly starts_at: number;
  readonly location: string | null;
  readonly audience: string | null;
};

/** A booking, as a message about it speaks of it. */
export type Subject = {
  readonly company_id: string;
  /** Of the booking now; of a slot 0. */
  readonly rev: number;
  readonly standing: Standing;
  readonly number: string | null;
  readonly event: EventText;
  /** null: it is about a slot. */
  readonly candidate: {
    readonly user_id: string;
    readonly name: string;
    readonly phone: string | null;
  } | null;
  /** Of a slot: the bookings in it. */
  readonly seated?: readonly BookingId[];
  /** Where it stands now; null: without a time. */
  readonly slot: (SlotLine & { readonly specialist: string | null }) | null;
  /** What the revision that is told changed. */
  readonly old: Told | null;
  readonly new: Told | null;
  /** Who leads the time that this change left, and the one that is theirs now or is being given up. */
  readonly led: { readonly old: string | null; readonly now: string | null };
  /** null: it is not cancelled. */
  readonly cancelled_by: InitiatedBy['role'] | null;
};

export type Hearer = {
  readonly telegram_id: number | null;
  readonly lang: Lang;
  readonly reachable: Reachable;
  readonly roles: readonly ('candidate' | 'specialist' | 'admin' | 'viewer')[];
  readonly company_id: string;
  /** How they want to hear of others' doings. */
  readonly choice: NoticeChoice;
  /** Their company's. */
  readonly quiet: QuietHours | null;
};

export type NotifyReader = {
  /** Whom a change of this booking concerns. null: there is no such booking or revision any more. */
  circle(booking: string, rev: number): Promise<Circle | null>;
  /** Of a slot whose place was changed: its specialist, and its bookings of people without Telegram. */
  slotCircle(slot: string): Promise<{
    readonly specialists: readonly string[];
    readonly bookings: readonly {
      readonly booking_id: string;
      readonly user_id: string;
      readonly rev: number;
    }[];
  } | null>;
  subject(booking: string, rev: number): Promise<Subject | null>;
  /** A slot as it is now; null: it is gone. */
  slotSubject(slot: string): Promise<Subject | null>;
  hearer(user: string): Promise<Hearer | null>;
  settings(company: string): Promise<readonly Setting[]>;
  ad(company: string, id: string): Promise<Ad | null>;
};

export type NotifyQueue = 'notify.p2p' | 'notify.broadcast';
export type NotifyPublisher = (queue: NotifyQueue, message: Notification) => Promise<void>;
