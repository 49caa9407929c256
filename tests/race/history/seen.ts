import type { Stored } from '../invariants.ts';

/** A tap, from the moment it was sent: what became of it is told by its answer. */
export type TapSeen = {
  readonly id: string;
  readonly who: number;
  /** The label of the button, or the raw data of a forged one. */
  readonly what: string;
  readonly sentAt: number;
  readonly answer: {
    readonly text?: string | undefined;
    readonly alert: boolean;
    readonly at: number;
  } | null;
};

/** A number that somebody was shown as theirs. */
export type Promised = { readonly who: number; readonly number: string; readonly at: number };

export type MessageSeen = { readonly id: number; readonly fromBot: boolean; readonly text: string };

export type PersonSeen = {
  readonly telegram_id: number;
  readonly user_id: string;
  readonly chat: readonly MessageSeen[];
};

/** A copy of what was announced, as the broker delivers it. */
export type AnnouncedSeen = {
  readonly message_id: string;
  readonly type: string;
  readonly booking_id: string;
  readonly rev: number;
};

export type DeliverySeen = {
  readonly key: string;
  readonly user_id: string | null;
  readonly state: string;
  readonly resent: number;
  readonly finished: boolean;
  /** null: it was said in another message, or never. */
  readonly message_id: number | null;
};

type AnchorSeen = { readonly event_id: string; readonly user_id: string; readonly message_id: number };

/** Everything a verdict is made of, read at rest. */
export type Seen = {
  readonly stored: Stored;
  readonly people: readonly PersonSeen[];
  readonly taps: readonly TapSeen[];
  /** Taps of theirs that came faster than anybody taps: those are counted, not answered. */
  readonly limited: ReadonlyMap<number, number>;
  readonly promised: readonly Promised[];
  readonly announced: readonly AnnouncedSeen[];
  readonly ledger: readonly DeliverySeen[];
  readonly anchors: readonly AnchorSeen[];
};
