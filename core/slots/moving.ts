import type { UserId } from '../shared/ids.ts';
import type { Seated } from './change.ts';

/** Where people could be moved to. */
export type MoveTarget = {
  readonly starts_at: number;
  readonly capacity: number;
  readonly people: readonly Seated[];
};
/** Why somebody cannot be moved there. */
type NoMove = 'only_holds' | 'there_already' | 'no_seat' | 'over';
export type PlannedMove = { readonly user_id: UserId; readonly why_not: NoMove | null };

/** Who fits into the other slot, in the order they were chosen; asked before it is confirmed and again when it is begun. */
export function planMoves(chosen: readonly Seated[], to: MoveTarget, now: number): readonly PlannedMove[] {
  const there = new Set(to.people.map(({ user_id }) => user_id));
  let free = Math.max(0, to.capacity - to.people.length);
  return chosen.map(({ user_id, held }) => {
    const why_not = whyNot({ held, there: there.has(user_id), over: to.starts_at <= now, free });
    if (why_not === null) free -= 1;
    return { user_id, why_not };
  });
}

type Looked = {
  readonly held: boolean;
  readonly there: boolean;
  readonly over: boolean;
  readonly free: number;
};

function whyNot({ held, there, over, free }: Looked): NoMove | null {
  if (over) return 'over';
  if (there) return 'there_already';
  if (held) return 'only_holds';
  return free > 0 ? null : 'no_seat';
}
