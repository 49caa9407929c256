// What announcing needs, for the panel and for the API alike. Every answer is of one company.
import type { BroadcastCommand } from '../../contracts/events/broadcast-command.ts';
import type { BroadcastAnswer } from '../../contracts/workflows/broadcast.ts';
import type { InitiatedBy } from '../../core/booking/words.ts';
import type { BroadcastStatus, Counts, RecipientState } from '../../core/broadcasts/words.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';
import type { Page } from '../panel/ports/page.ts';

export type BroadcastRow = {
  readonly broadcast_id: string;
  readonly status: BroadcastStatus;
  readonly command: BroadcastCommand;
  /** The title of its event, if it is of one. */
  readonly event: string | null;
  readonly created_at: number;
  readonly settled_at: number | null;
  readonly recalled_at: number | null;
  /** Why it failed, for operators. */
  readonly reason: string | null;
  readonly counts: Counts;
  /** Whom it goes to is still being looked up: they are more than `counts` says. */
  readonly counting: boolean;
};
export type BroadcastShown = BroadcastRow & {
  /** Of those who failed: have not opened the bot. */
  readonly never_started: number;
  /** The broker has had it for less than a minute: nobody need hand it over again. */
  readonly just_handed_over: boolean;
  /** How often a draft was changed. */
  readonly rev: number;
  /** The list as its author typed it, and how many people it names. */
  readonly typed: string;
  readonly people: readonly UserId[];
};

/** What its author decided; the text and its buttons as the command carries them. */
export type Draft = {
  readonly command: BroadcastCommand;
  readonly typed: string;
  readonly people: readonly UserId[];
};

/** Whom it would reach now. null: nobody counts the readers of a channel; it is of no event. */
export type Reach = {
  readonly people: number | null;
  readonly free_seats: number | null;
  /** `people` by what is known of them now; null as they are. */
  readonly known: ReachKnown | null;
};
export type ReachKnown = {
  /** The bot has written to them, or they to it. */
  readonly can: number;
  /** An account, but as far as is known they have not opened the bot: it tries. */
  readonly never_opened: number;
  readonly no_telegram: number;
  /** Blocked the bot, sent /stop, or are not on the list any more. */
  readonly left_out: number;
};

/** Somebody who did not get it, or of whom nobody knows. */
export type TroubleRow = {
  readonly user_id: UserId;
  readonly name: string;
  readonly username: string | null;
  readonly state: Exclude<RecipientState, 'waiting' | 'claimed' | 'sent'>;
  readonly reason: string;
};

export type BroadcastStore = {
  /** The newest first. */
  list(company: string, after: string | undefined, most: number): Promise<Page<BroadcastRow>>;
  /** Begun or about to, the oldest first; `total`: also those beyond `most`. */
  underWay(
    company: string,
    most: number,
  ): Promise<{ readonly total: number; readonly rows: readonly BroadcastRow[] }>;
  find(company: string, id: string): Promise<BroadcastShown | undefined>;
  /**
   * Changes the draft of this `id`, or makes one, of the same `once` only one. undefined: what was to be changed is no draft
   * any more, or not the one of that `rev`.
   */
  save(
    company: string,
    draft: Draft,
    by: InitiatedBy,
    which?: { readonly id: string; readonly rev: number } | { readonly once: string },
  ): Promise<string | undefined>;
  /** false: there is no such draft. */
  remove(company: string, id: string): Promise<boolean>;
  /** From now on it is a command like any other. Again: the same; undefined: it never was a draft of ours. */
  approve(company: string, id: string): Promise<BroadcastCommand | undefined>;
  /** Nobody will get it. false: it is begun, or was never to be sent, or is over. */
  stop(company: string, id: string): Promise<boolean>;
  /** The broker has it. */
  handedOver(company: string, id: string): Promise<void>;
  reach(company: string, draft: Pick<Draft, 'command' | 'people'>): Promise<Reach>;
  /** Whom these ids, usernames and Telegram numbers mean; `unknown`: nobody. */
  named(
    company: string,
    entries: readonly string[],
  ): Promise<{ readonly people: readonly UserId[]; readonly unknown: readonly string[] }>;
  troubles(company: string, id: string, after: string | undefined, most: number): Promise<Page<TroubleRow>>;
  /** undefined: not of this company. */
  event(company: string, id: EventId): Promise<{ readonly open: boolean } | undefined>;
};

/** Into `bot.broadcast.command`; resolves when the broker has it. */
export type PublishCommand = (command: BroadcastCommand) => Promise<void>;

/** `outcome_unknown`: no answer in time. It may still happen; asking again does no harm. */
export type ControlAnswer = BroadcastAnswer | { readonly ok: false; readonly reason: 'outcome_unknown' };

/** Its workflow does it. `key`: of the wish; the same again is one. */
export type BroadcastControl = {
  pause(broadcastId: string, key: string): Promise<ControlAnswer>;
  resume(broadcastId: string, key: string): Promise<ControlAnswer>;
  cancel(broadcastId: string, key: string): Promise<ControlAnswer>;
  /** `unknown`: also those of whom nobody knows whether they got it. */
  retry(broadcastId: string, key: string, unknown: boolean): Promise<ControlAnswer>;
  recall(broadcastId: string, key: string): Promise<ControlAnswer>;
  /** The same message to this person alone. */
  test(broadcastId: string, key: string, user: UserId): Promise<'sent' | 'not_sent' | 'outcome_unknown'>;
};

export type BroadcastDesk = {
  readonly broadcasts: BroadcastStore;
  readonly control: BroadcastControl;
  readonly publish: PublishCommand;
};
