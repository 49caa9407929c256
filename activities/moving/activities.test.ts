import { expect, test } from 'vitest';
import { bookingId, eventId, slotId, userId } from '../../core/shared/ids.ts';
import { createMovingActivities, type MovingDeps } from './activities.ts';

const people = ['a', 'b', 'c'].map((digit) => userId(digit.repeat(24)));
const [anna, boris, vera] = people;
const booking_id = bookingId('b'.repeat(24));
if (!anna || !boris || !vera) throw new Error('nobody is there');

function played(answers: Record<string, string>, leftSlot: readonly string[] = []) {
  const outcomes = new Map<string, string>();
  const asked: unknown[] = [];
  const waiting = () => people.filter((one) => !outcomes.has(one));
  const deps: MovingDeps = {
    moves: {
      task: async (_id, most) => ({
        event_id: eventId('e'.repeat(24)),
        to: slotId('5'.repeat(24)),
        initiated_by: { user_id: null, role: 'admin', channel: 'panel' },
        trace_id: 'trace',
        next: waiting()
          .slice(0, most)
          .map((user_id) => ({
            user_id,
            left_slot: leftSlot.includes(user_id),
            reason: 'note:m',
            booking_id,
          })),
      }),
      settle: async (_id, user, outcome) => void outcomes.set(user, outcome),
      left: async () => waiting().length,
    },
    mover: {
      move: async ({ user_id }, command) => {
        asked.push(command);
        const reason = answers[user_id];
        return reason === undefined ? { ok: true } : { ok: false, reason };
      },
    },
  };
  return { outcomes, asked, activities: createMovingActivities(deps) };
}

test('each is asked of their own workflow, with the reason, and each outcome is kept', async () => {
  const { activities, outcomes, asked } = played({ [boris]: 'slot_taken' });
  expect(await activities.moveSomePeople({ move_id: 'm' })).toEqual({ asked: 3, left: 0 });
  expect([...outcomes]).toEqual([
    [anna, 'moved'],
    [boris, 'slot_taken'],
    [vera, 'moved'],
  ]);
  expect(asked[0]).toMatchObject({ key: `people-move:m:${anna}`, override_reason: 'note:m', booking_id });
});

test('who left the slot meanwhile stays where they are', async () => {
  const { activities, outcomes, asked } = played({}, [anna]);
  await activities.moveSomePeople({ move_id: 'm' });
  expect(outcomes.get(anna)).toBe('left_slot');
  expect(asked).toHaveLength(2);
});

test('without an answer nothing is taken for one: it is asked again, and who has an outcome is not', async () => {
  const answers: Record<string, string> = { [boris]: 'outcome_unknown' };
  const { activities, outcomes, asked } = played(answers);
  await expect(activities.moveSomePeople({ move_id: 'm' })).rejects.toThrow('not answered');
  expect([...outcomes.keys()]).toEqual([anna]);
  delete answers[boris];
  expect(await activities.moveSomePeople({ move_id: 'm' })).toEqual({ asked: 2, left: 0 });
  expect(asked).toHaveLength(4);
});
