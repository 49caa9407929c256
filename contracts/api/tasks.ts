// What goes on: bookings that are not over yet, and announcements on their way.
import { z } from 'zod';
import { underWay } from '../../core/broadcasts/words.ts';
import type { Routes } from './route.ts';
import { namesAtMostOne, whomQuery } from './whom.ts';

/** So many of each are named; the rest is only counted. */
export const mostTasks = 20;

const bookingTask = z.object({
  booking_id: z.string(),
  event_id: z.string(),
  user_id: z.string(),
  /** The title of its event. */
  event: z.string(),
  /** What staff call the person; '' when nobody has named them. */
  name: z.string(),
  number: z.string().nullable(),
  status: z.enum(['pending', 'booked']),
  /** null: a time is being chosen. */
  starts_at: z.string().nullable(),
  location: z.string().nullable(),
  audience: z.string().nullable(),
});
const broadcastTask = z.object({
  broadcast_id: z.string(),
  /** The title of its event; null: it is of none. */
  event: z.string().nullable(),
  status: z.enum(underWay),
  /** Recipients of whom is known what became of their message, and all that are known so far. */
  settled: z.int(),
  total: z.int(),
});
const tasksSchema = z.object({
  bookings: z.object({
    choosing: z.int(),
    /** Booked, and still to come. */
    ahead: z.int(),
    /** Booked, the time has passed, and nobody has recorded an outcome. */
    over: z.int(),
    items: z.array(bookingTask),
  }),
  broadcasts: z.object({ total: z.int(), items: z.array(broadcastTask) }),
});
export type TasksBody = z.infer<typeof tasksSchema>;
export type BroadcastTask = z.infer<typeof broadcastTask>;

export const taskRoutes = {
  tasks: {
    method: 'get',
    path: '/api/tasks',
    summary: 'What goes on: bookings that are not over, and announcements on their way',
    details: `Counted; the first ${mostTasks} of each are named, by their time. Without a person: the company’s. With one: what is theirs, which is the company’s for a coordinator and for everybody else their own bookings. \`GET /api/bookings\` and \`GET /api/broadcasts\` list what is over, too.`,
    query: z
      .strictObject({ status: z.literal('running', 'must be running'), ...whomQuery })
      .refine(...namesAtMostOne),
    body: null,
    answer: tasksSchema,
    problems: ['unknown_user'],
    example: {
      query: { status: 'running' },
      answer: {
        bookings: {
          choosing: 1,
          ahead: 1,
          over: 0,
          items: [
            {
              booking_id: '65f0c0ffee00000000000030',
              event_id: '65f0c0ffee00000000000010',
              user_id: '65f0c0ffee00000000000001',
              event: 'Support team',
              name: 'Anna',
              number: 'K7M2',
              status: 'booked' as const,
              starts_at: '2026-11-26T11:00:00.000Z',
              location: 'Office A',
              audience: '301',
            },
          ],
        },
        broadcasts: {
          total: 1,
          items: [
            {
              broadcast_id: '65f0c0ffee00000000000060',
              event: 'Support team',
              status: 'sending' as const,
              settled: 120,
              total: 500,
            },
          ],
        },
      },
    },
  },
} as const satisfies Routes;
