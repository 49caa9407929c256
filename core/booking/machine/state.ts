import type { SlotId } from '../../shared/ids.ts';
import type { BookingFacts, EventFacts, PersonFacts } from '../facts.ts';
import type { Screen } from '../screen.ts';
import type { Phase } from '../words.ts';
import type { Answered, Waiting } from './effects.ts';
import type { LastPress } from './happening.ts';

/** All a run knows. Plain JSON of ids, codes and instants: it travels through continue-as-new. */
export type BookingState = {
  readonly phase: Phase;
  readonly event: EventFacts;
  readonly person: PersonFacts;
  readonly booking: BookingFacts | null;
  /** The last operation number used; rises over all bookings of this candidate and event. */
  readonly op: number;
  readonly screen: Screen;
  /** Whether the candidate has been shown anything yet: before the first tap there is no anchor to edit. */
  readonly shown: boolean;
  /** Of this run, so that buttons of an earlier one are known as old. */
  readonly nonce: string;
  readonly counter: number;
  /** The earliest revision whose buttons promise what those of the last do. Absent in states older than this field: only the last. */
  readonly alike?: number;
  readonly moving: 'release' | 'swap' | null;
  /** `until: null`: chosen without a hold. */
  readonly chosen: { readonly slot_id: SlotId; readonly until: number | null } | null;
  readonly holdsTaken: readonly number[];
  readonly startedAt: number;
  readonly unbookedAt: number | null;
  readonly reasonUntil: number | null;
  /** Keys of reminders sent or skipped. */
  readonly reminded: readonly string[];
  /** Whether the end of the interview was said: once per time booked. */
  readonly dueSaid: boolean;
  readonly outcomeAt: number | null;
  readonly wished: boolean;
  readonly nudged: boolean;
  /** The end of the quiet it came due in. Absent: it was not put off. */
  readonly nudgeAt?: number;
  /** Of the times proposed, those that were gone when they were pressed. Absent in states older than this field: none. */
  readonly gone?: readonly SlotId[];
  /** The trace of what did the last commit before this run began. Absent: nothing did. */
  readonly begunAfter?: string;
  readonly lastPress: LastPress | null;
  readonly seen: readonly number[];
  readonly answers: readonly Answered[];
  readonly outbox: readonly Waiting[];
  readonly offsetMs: number;
  /** Only the sandbox's clock can be moved. */
  readonly sandbox: boolean;
  /** Nothing more will happen: the run ends when its lanes are empty. */
  readonly over: boolean;
};

type Menu = Pick<BookingState, 'nonce' | 'counter' | 'alike'>;
const menuAt = (nonce: string, counter: number): string => `${nonce}${counter.toString(36)}`;

export const menuOf = ({ nonce, counter }: Pick<Menu, 'nonce' | 'counter'>): string => menuAt(nonce, counter);

/** Whether a button with this revision still does what the person was promised. */
export function stillCounts({ nonce, counter, alike = counter }: Menu, menu: string): boolean {
  for (let one = counter; one >= alike; one -= 1) if (menuAt(nonce, one) === menu) return true;
  return false;
}
