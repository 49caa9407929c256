import type { FileKind } from '../../../contracts/api/conversations.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import type { BookingRow } from './bookings.ts';
import type { Page } from './page.ts';
import type { PersonRow } from './people.ts';

export const talkFilters = ['open', 'unread', 'mine', 'closed', 'all'] as const;
export type TalkFilter = (typeof talkFilters)[number];
export type TalkQuery = {
  /** A name, a username, a booking's number or words that were said, as typed. */
  readonly text: string;
  readonly filter: TalkFilter;
  /** Whose `mine` are. */
  readonly who: UserId;
  readonly after: string | undefined;
};
/** Who of staff it is. */
export type Colleague = { readonly user_id: UserId; readonly name: string };
export type TalkRow = {
  readonly user_id: UserId;
  readonly name: string;
  readonly username: string | null;
  /** null: what was said is past its age. */
  readonly last: Pick<Words, 'from' | 'text' | 'file'> | null;
  readonly last_at: number;
  readonly waiting_since: number | null;
  readonly unread: boolean;
  readonly closed: boolean;
  readonly claimed_by: Colleague | null;
};

/** How an answer went; null: it is none. `waits`: it was not sent yet. */
export type Sending = 'waits' | 'sent' | 'unreachable' | 'unknown' | 'refused';
export type Words = {
  readonly message_id: string;
  readonly seq: number;
  readonly from: 'person' | 'staff' | 'bot' | 'worker';
  /** Of staff: who wrote it. */
  readonly by: string | null;
  readonly text: string;
  readonly file: {
    readonly kind: FileKind;
    readonly name: string | null;
    readonly size: number | null;
  } | null;
  readonly at: number;
  readonly edited_at: number | null;
  readonly sending: Sending | null;
};

/** One person and what was said. With whom nobody has spoken yet, there is a person and no words. */
export type Talk = {
  readonly user_id: UserId;
  readonly name: string;
  readonly username: string | null;
  readonly reachable: PersonRow['reachable'];
  /** They have a page among the candidates. */
  readonly candidate: boolean;
  /** Who is blocked cannot be booked. */
  readonly allowed: boolean;
  readonly status: 'none' | 'open' | 'closed';
  readonly waiting_since: number | null;
  /** The newest there is. */
  readonly seq: number;
  readonly claimed_by: Colleague | null;
  /** In their order. */
  readonly words: readonly Words[];
  /** There are older ones before the first of these. */
  readonly earlier: boolean;
  /** The newest first. */
  readonly bookings: readonly BookingRow[];
};

type Answer = {
  readonly user: UserId;
  readonly by: UserId;
  /** The same again is the same message. */
  readonly key: string;
  readonly text: string;
  readonly at: number;
};

export type KeptFile = {
  readonly file_id: string;
  readonly kind: FileKind;
  readonly name: string | null;
};
/** Files stay with Telegram. `large`: it gives none of this size to a bot; `gone`: not this one any more, or never. */
export type PeoplesFiles = {
  open(fileId: string): Promise<{ readonly parts: AsyncIterable<Uint8Array> } | 'large' | 'gone' | 'away'>;
};

/** The coordinators' desk. Every answer is of one company: who is of another is not found. */
export type TalkDesk = {
  /** Those with the newest words first. */
  page(company: string, query: TalkQuery, most: number): Promise<Page<TalkRow>>;
  /** How many wait for an answer; not counted beyond `most`. */
  waiting(company: string, most: number): Promise<number>;
  /** `before`: older than the message of that number. */
  talk(
    company: string,
    user: UserId,
    which: { readonly before: number | undefined; readonly most: number },
  ): Promise<Talk | undefined>;
  /** All up to that message was seen by a coordinator. */
  read(company: string, user: UserId, seq: number): Promise<void>;
  /** Kept, to be sent; who writes looks after it when nobody else does. False: there is nobody like that. */
  answer(company: string, answer: Answer): Promise<boolean>;
  /** False: meanwhile somebody else than `was` looks after it, or nothing was said. */
  hand(
    company: string,
    user: UserId,
    to: { readonly was: UserId | null; readonly now: UserId | null },
  ): Promise<boolean>;
  /** False: something was said after that message. */
  close(company: string, user: UserId, seq: number): Promise<boolean>;
  /** What came with a message of this person. */
  file(company: string, user: UserId, message: string): Promise<KeptFile | undefined>;
  /** Those who can answer. */
  colleagues(company: string): Promise<readonly Colleague[]>;
};

/** Has what waits in the store sent now. `away`: it cannot be told now; it is sent by itself later. */
export type SendNow = (user: UserId) => Promise<'told' | 'away'>;

export type ReadyTexts = { readonly title: string; readonly text: string };
/** What is answered often, to be put into an answer. */
export type ReadyAnswer = ReadyTexts & { readonly id: string; readonly rev: number };
export type ReadyAnswers = {
  /** By title. */
  list(company: string): Promise<readonly ReadyAnswer[]>;
  add(company: string, texts: ReadyTexts): Promise<string>;
  /** False: it is another one than was seen, or gone. */
  change(company: string, id: string, rev: number, texts: ReadyTexts): Promise<boolean>;
  remove(company: string, id: string): Promise<boolean>;
};
