import { condition } from '@temporalio/workflow';
import type { Run } from './run.ts';

/** What is decided goes before what is shown. */
const ranks = { state: 0, view: 1 } as const;
export type Rank = keyof typeof ranks;
export type Turns = { busy: boolean; readonly waiting: { readonly rank: Rank }[] };

const first = ({ waiting }: Turns): { readonly rank: Rank } | undefined =>
  waiting.toSorted((one, other) => ranks[one.rank] - ranks[other.rank])[0];

/**
 * One local activity at a time. Of two side by side the quicker one ends first, but a replay ends them in the order they
 * were begun: what each lane does next would be numbered otherwise than in the history, and the run would be stuck for good.
 */
export async function inTurn<T>(
  { turns }: Pick<Run, 'turns'>,
  rank: Rank,
  work: () => Promise<T>,
): Promise<T> {
  const mine = { rank };
  turns.waiting.push(mine);
  await condition(() => !turns.busy && first(turns) === mine);
  turns.waiting.splice(turns.waiting.indexOf(mine), 1);
  turns.busy = true;
  try {
    return await work();
  } finally {
    turns.busy = false;
  }
}
