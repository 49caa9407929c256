import { afterAll, beforeAll, expect, test } from 'vitest';
import { notesOf } from '../../adapters/mongo/panel/staff-notes.ts';
import { createMoveDesk, createPeopleMoves } from '../../adapters/mongo/people-moves.ts';
import type { SlotId } from '../../core/shared/ids.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  openBookingWorld,
  someSlots,
} from '../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('people-moves');
});
afterAll(() => world.close());

test('why several people are moved is kept in words about each of them; their workflows get a reference', async () => {
  const event = await anEvent(world);
  const [from, to] = (await someSlots(world, event, 2, 3)) as [SlotId, SlotId];
  const people = [(await bookedIn(world, event, from)).user, (await bookedIn(world, event, from)).user];
  await createMoveDesk(world.db, async () => undefined).start({
    id: 'one',
    company_id: 'default',
    event_id: event,
    from,
    to,
    reason: 'Boris is ill',
    people,
    initiated_by: { user_id: null, role: 'admin', channel: 'panel' },
    trace_id: 't',
  });
  const moves = createPeopleMoves(world.db);
  const task = await moves.task('one', 10);
  expect(JSON.stringify(task)).not.toContain('ill');
  expect(task?.next.map(({ user_id, left_slot }) => [user_id, left_slot])).toEqual(
    people.map((user) => [user, false]),
  );
  // Asked again after a crash: the same notes.
  expect(await moves.task('one', 10)).toEqual(task);
  const references = task?.next.map(({ reason }) => reason) ?? [];
  const words = await notesOf(world.db, references);
  expect(references.map((one) => words.get(one))).toEqual(['Boris is ill', 'Boris is ill']);
  expect(await world.db.collection('staff_notes').countDocuments()).toBe(2);
});
