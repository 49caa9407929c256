import { bookingWorkflowId } from '../../contracts/workflows/booking.ts';
import { damagesOf } from '../../core/damage/compare.ts';
import type { Damage } from '../../core/damage/words.ts';
import type { EventId } from '../../core/shared/ids.ts';
import type { Commit, StoreLooker, UnfinishedChange, WorkflowLooker } from './ports.ts';

/** The broker is given this long before what it has not confirmed counts. */
const announceWithinMs = 2 * 60_000;
/** A workflow is given this long to tell everybody of an edit. One whose workflow was lost is seen long before it is too old. */
const tellWithinMs = 2 * 60_000;
const oldMs = 2 * 86_400_000;

/** What stores disagree about. Nothing is read in one instant: what a second look does not see was only on its way. */
export async function lookAtStores(
  stores: StoreLooker,
  now: () => Promise<number>,
  realNow: number,
): Promise<readonly Damage[]> {
  const found: Damage[] = [];
  for (const id of await stores.events(await now())) {
    const first = await lookAtEvent(stores, id, await now());
    if (first.length === 0) continue;
    const again = new Set((await lookAtEvent(stores, id, await now())).map((one) => one.key));
    found.push(...first.filter((one) => again.has(one.key)));
  }
  const before = (await now()) - announceWithinMs;
  const known = new Set(found.map((one) => one.key));
  const owed = (await stores.unpublished(before)).map(notAnnounced);
  const changes = await stores.unfinishedChanges({ from: realNow - oldMs, before: realNow - tellWithinMs });
  return [...found, ...owed.filter((one) => !known.has(one.key)), ...changes.map(unfinished)];
}

async function lookAtEvent(stores: StoreLooker, id: EventId, now: number): Promise<readonly Damage[]> {
  const event = await stores.event(id, now);
  if (!event) return [];
  const lost = await stores.unjournalled(event.commits);
  return [...damagesOf(event.seen, now), ...lost.map(notAnnounced)];
}

const notAnnounced = ({ booking_id, event_id, user_id, rev }: Commit): Damage => ({
  key: `not_announced:${booking_id}:${rev}`,
  kind: 'not_announced',
  event_id,
  user_id,
  booking_id,
});

const unfinished = ({ change_id, event_id, slot_id }: UnfinishedChange): Damage => ({
  key: `change_unfinished:${change_id}`,
  kind: 'change_unfinished',
  event_id,
  user_id: null,
  change_id,
  ...(slot_id ? { slot_id } : {}),
});

const atOnce = 10;

/** Active bookings that no open workflow looks after. The list of open ones may be a moment old: each suspect is asked for. */
export async function lookAtWorkflows(
  stores: StoreLooker,
  workflows: WorkflowLooker,
): Promise<readonly Damage[]> {
  const active = await stores.activeBookings();
  const open = await workflows.openBookings();
  const suspects = active.filter((one) => !open.has(bookingWorkflowId(one.event_id, one.user_id)));
  const found: Damage[] = [];
  for (let from = 0; from < suspects.length; from += atOnce) {
    const some = await Promise.all(
      suspects.slice(from, from + atOnce).map(async ({ event_id, user_id, booking_id }) => {
        const last = await workflows.lastRun({ event_id, user_id });
        if (last === 'open') return [];
        const key = `workflow_missing:${booking_id}`;
        const terminated = last === 'terminated';
        return [{ key, kind: 'workflow_missing', event_id, user_id, booking_id, terminated } as const];
      }),
    );
    found.push(...some.flat());
  }
  return found;
}
