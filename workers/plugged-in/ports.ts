import type { AnswerEntry } from '../../contracts/workers/streams.ts';
import type { Heard } from '../../core/conversations/plugged-in.ts';
import type { UserId } from '../../core/shared/ids.ts';

export type StreamEntry = { readonly id: string; readonly fields: Readonly<Record<string, string>> };

export type AnswerStore = {
  /** Who waits for an answer that a worker may give. */
  waiting(now: number): Promise<readonly UserId[]>;
  /** Whose answers are read, and up to where they were. */
  places(): Promise<ReadonlyMap<UserId, string>>;
  placeFor(user: UserId): Promise<string | null>;
  read(user: UserId, place: string): Promise<void>;
  /** Puts an answer at the end of the conversation, once, if it is one. */
  hear(user: UserId, entry: string, answer: AnswerEntry, now: number): Promise<Heard | 'gone'>;
};

export type AnswerLine = {
  /** What was begun from now on is told by `next`. */
  lastNews(): Promise<void>;
  /** Waits for a while for entries after these; `begun`: whose conversation was passed to a worker meanwhile. */
  next(places: ReadonlyMap<UserId, string>): Promise<{
    readonly begun: readonly UserId[];
    readonly came: readonly { readonly user: UserId; readonly entries: readonly StreamEntry[] }[];
  }>;
  /** What was read does not pile up. */
  tidy(user: UserId): Promise<void>;
};

/** Where operators look for what others did wrong. */
export type NoteMisfit = (where: string, entry: string, why: string) => Promise<void>;
