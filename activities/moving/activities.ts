import type { BookingMover, MoveTask, PeopleMoves } from './ports.ts';

export type MovingDeps = { readonly moves: PeopleMoves; readonly mover: BookingMover };

const atOnce = 10;

export const createMovingActivities = ({ moves, mover }: MovingDeps) => ({
  /** May be repeated: who has an outcome keeps it, and a key that was asked before gives the same answer. */
  async moveSomePeople({ move_id }: { move_id: string }): Promise<{ asked: number; left: number }> {
    const task = await moves.task(move_id, atOnce);
    if (!task) return { asked: 0, left: 0 };
    for (const person of task.next)
      await moves.settle(move_id, person.user_id, await outcomeOf(mover, move_id, task, person));
    return { asked: task.next.length, left: await moves.left(move_id) };
  },
});

async function outcomeOf(
  mover: BookingMover,
  moveId: string,
  { event_id, to, initiated_by, trace_id }: MoveTask,
  { user_id, left_slot, booking_id, reason }: MoveTask['next'][number],
): Promise<string> {
  if (left_slot) return 'left_slot';
  const answer = await mover.move(
    { event_id, user_id },
    {
      key: `people-move:${moveId}:${user_id}`,
      trace_id,
      initiated_by,
      override_reason: reason,
      slot_id: to,
      ...(booking_id === undefined ? {} : { booking_id }),
    },
  );
  if (answer.ok) return 'moved';
  // No answer in time: asked again under the same key, as often as it takes.
  if (answer.reason === 'outcome_unknown') throw new Error('the workflow has not answered yet');
  return answer.reason;
}

export type MovingActivities = ReturnType<typeof createMovingActivities>;
