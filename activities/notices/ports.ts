// What the notices of the clock need of their neighbours. Instants are ms.
import type { Notification } from '../../contracts/events/notification.ts';
import type { Notice } from '../../contracts/workflows/notices.ts';
import type { Setting } from '../../core/notify/settings.ts';
import type { UserId } from '../../core/shared/ids.ts';
import type { MessagingDeps } from '../messaging/ports.ts';
import type { NotifyReader } from '../notify/ports.ts';
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

/** Answers of coordinators that stayed behind: whoever wrote them could not tell the conversation. */
type Unsent = {
  /** Whom answers from before this instant wait for. */
  unsentTo(before: number): Promise<readonly UserId[]>;
  /** Has what waits sent now. */
  wake(user: UserId): Promise<void>;
};

export type NoticeDeps = {
  readonly unsent: Unsent;
  readonly rounds: Rounds;
  readonly desk: Pick<StaffDesk, 'seer' | 'day'>;
  readonly reader: Pick<NotifyReader, 'hearer' | 'subject' | 'slotSubject' | 'settings'>;
  readonly messaging: Pick<MessagingDeps, 'deliveries' | 'people' | 'messenger' | 'patience'>;
  readonly now: () => Promise<number>;
};
