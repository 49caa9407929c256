// What the notices of the clock need of their neighbours. Instants are ms.
import type { Notification } from '../../contracts/events/notification.ts';
import type { Notice } from '../../contracts/workflows/notices.ts';
import type { LostReason } from '../../core/conversations/staff-group.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import type { Setting } from '../../core/notify/settings.ts';
import type { UserId } from '../../core/shared/ids.ts';
import type { TopicMessenger } from '../conversations/topic-ports.ts';
import type { MessagingDeps } from '../messaging/ports.ts';
import type { NotifyReader } from '../notify/ports.ts';
import type { Admin } from '../provisioner/tell.ts';
import type { StaffDesk } from '../staff/ports.ts';

export type Rounds = {
  /** Interviewers with somebody booked in their own slots of that day. */
  interviewers(day: string): Promise<readonly string[]>;
  /** Who has to do with interviews of that day that are over and have no outcome. */
  unrecorded(
    day: string,
    now: number,
  ): Promise<
    readonly {
      readonly user_id: string;
      readonly role: 'admin' | 'specialist';
      readonly company_id: string;
    }[]
  >;
  settings(company: string): Promise<readonly Setting[]>;
  /** Those of them that the ledger knows nothing final of. */
  unsent(notices: readonly Notice[]): Promise<readonly Notice[]>;
  heldUntil(now: number): Promise<readonly { readonly user_id: string; readonly until: number }[]>;
  /** What goes out in one message: the same each time, once the ledger knows of that message. */
  held(notice: HeldNotice): Promise<readonly Notification[]>;
  /** `told`: what it said, for the ledger. What was kept too late to stand in it is due by `now`. */
  letGo(notice: HeldNotice, told: HeldTold, now: number): Promise<void>;
};
export type HeldNotice = Extract<Notice, { readonly kind: 'held' }>;
export type HeldTold = {
  readonly messages: readonly Notification[];
  readonly state: 'sent' | 'blocked' | 'unknown';
};

/** `times`: they were woken for it so often. */
type LeftBehind = { readonly user: UserId; readonly times: number };

/** Answers of coordinators that stayed behind: whoever wrote them could not tell the conversation. */
type Unsent = {
  /** Whom answers from before this instant wait for. */
  unsentTo(before: number): Promise<readonly UserId[]>;
  /** What was said with them waits for its topic since before this instant, and it is time to wake them for it. */
  uncarriedOf(before: number, now: number): Promise<readonly LeftBehind[]>;
  /** So that they are not woken for it every minute. */
  notBefore(left: LeftBehind, again: number): Promise<void>;
  /** Has what waits sent, and carried, now. */
  wake(user: UserId): Promise<void>;
};

export type LostGroup = {
  readonly company_id: string;
  readonly title: string;
  readonly why: LostReason;
  readonly at: number;
  readonly admins: readonly Admin[];
};
export type TestWanted = {
  readonly company_id: string;
  readonly chat_id: number;
  readonly by: string;
  readonly at: number;
  readonly lang: Lang;
};
type TopicPlace = { readonly chat_id: number; readonly thread_id: number };
export type LeftTopic = TopicPlace & { readonly company_id: string } & (
    | { readonly told: true }
    /** Nobody knows yet that Telegram refuses to delete it. */
    | { readonly told: false; readonly admins: LostGroup['admins'] }
  );
/** Groups of coordinators in Telegram. */
export type StaffGroupRounds = {
  /** That ended by themselves, and nobody was told. */
  lost(): Promise<readonly LostGroup[]>;
  told(company: string, at: number): Promise<void>;
  tests(): Promise<readonly TestWanted[]>;
  tested(company: string, at: number): Promise<void>;
  goneFrom(chat_id: number, now: number): Promise<void>;
  /** Topics of people who were erased, without those Telegram refused to delete at that time or later. */
  leftovers(refusedBefore: number): Promise<readonly LeftTopic[]>;
  removed(company: string, topic: TopicPlace): Promise<void>;
  /** Telegram refused to delete it, and administrators know. */
  refused(company: string, topic: TopicPlace, at: number): Promise<void>;
};

export type NoticeDeps = {
  readonly staffGroups: StaffGroupRounds;
  readonly topicMessenger: Pick<TopicMessenger, 'remove'>;
  /** Where staff open the panel, where that is known. */
  readonly panelUrl: string | undefined;
  readonly unsent: Unsent;
  readonly rounds: Rounds;
  readonly desk: Pick<StaffDesk, 'seer' | 'day'>;
  readonly reader: Pick<NotifyReader, 'hearer' | 'subject' | 'slotSubject' | 'settings'>;
  readonly messaging: Pick<MessagingDeps, 'deliveries' | 'people' | 'messenger' | 'patience'>;
  readonly now: () => Promise<number>;
};
