import type { Kill } from './lost.ts';

/** A row of the ledger: one new message, from before its first call on. */
export type SentRow = {
  readonly key: string;
  readonly state: string;
  readonly resent: number;
  readonly claimedAt: number;
  readonly settledAt: number;
};

/** Who sends, and where it is written down what came of it. */
const sending = ['worker', 'mongodb'];
/** So long a worker waits for Telegram’s answer. */
const patienceMs = 10_000;

/** Nobody knows, or knew, what came of a call. */
export const wasUnknown = ({ resent, state }: SentRow): boolean => resent > 0 || state === 'unknown';

/** What was needed to write down its end was lost before it was written. */
export const isCutOff = ({ claimedAt, settledAt }: SentRow, kills: readonly Kill[]): boolean =>
  kills.some(
    ({ at, parts }) => parts.some((part) => sending.includes(part)) && claimedAt <= at && at <= settledAt,
  );

/**
 * The ledger says `resent` only of a row that was claimed and had no answer written to it. That it has none is true where the
 * worker was lost, or waited for an answer as long as it waits.
 */
export const unexplained = (row: SentRow, kills: readonly Kill[]): readonly string[] =>
  isCutOff(row, kills) || row.settledAt - row.claimedAt >= patienceMs
    ? []
    : [
        `${row.key} was sent twice: no worker was lost between its claim and its end, nor an answer waited for`,
      ];
