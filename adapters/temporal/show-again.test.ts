import { expect, test } from 'vitest';
import { eventId, userId } from '../../core/shared/ids.ts';
import { createListed } from './show-again.ts';

const anna = userId('a'.repeat(24));
const events = ['b', 'c'].map((char) => eventId(char.repeat(24)));

test('who comes onto the list or off it is known anew first, then sees each of their messages again, whatever fails', async () => {
  const done: string[] = [];
  const listed = createListed({
    drop: async (account) => void done.push(`drop ${account}`),
    shownTo: async () => events,
    refresh: async ({ event_id }) => {
      done.push(event_id);
      if (event_id === events[0]) throw new Error('Temporal is away');
    },
  });
  await listed(anna, 7);
  expect(done).toEqual(['drop 7', ...events]);
  await listed(anna, null);
  expect(done).toHaveLength(3);
});
