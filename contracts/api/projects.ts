// What somebody is concerned with: the seed's projects are interview events here.
import { z } from 'zod';
import { pageOf, pageQuery } from './page.ts';
import type { Routes } from './route.ts';
import { namesOne, whomQuery } from './whom.ts';

const projectSchema = z.object({
  event_id: z.string(),
  title: z.string(),
  status: z.enum(['draft', 'open', 'closed', 'archived']),
  /** Of this person: the one that goes on, else the newest one that took place; null: none. */
  booking: z
    .object({
      booking_id: z.string(),
      number: z.string().nullable(),
      status: z.enum(['pending', 'booked', 'cancelled', 'done', 'no_show']),
      starts_at: z.string().nullable(),
      location: z.string().nullable(),
      audience: z.string().nullable(),
    })
    .nullable(),
});
export type ProjectBody = z.infer<typeof projectSchema>;

export const projectRoutes = {
  projects: {
    method: 'get',
    path: '/api/projects',
    summary: 'The events a person is concerned with, the newest first, with their booking in each',
    details:
      'Of a candidate: events they may book in, and those they have a booking in. Of a specialist also those with a slot of theirs; of a coordinator and of somebody who may look all of the company. Archived events are left out. One of `telegram_id` and `user_id` names the person.',
    query: z.strictObject({ ...whomQuery, ...pageQuery }).refine(...namesOne),
    body: null,
    answer: pageOf(projectSchema),
    problems: ['unknown_user'],
    example: {
      query: { telegram_id: '710000001' },
      answer: {
        items: [
          {
            event_id: '65f0c0ffee00000000000010',
            title: 'Support team',
            status: 'open' as const,
            booking: {
              booking_id: '65f0c0ffee00000000000030',
              number: 'K7M2',
              status: 'booked' as const,
              starts_at: '2026-11-26T11:00:00.000Z',
              location: 'Office A',
              audience: '301',
            },
          },
        ],
        next_cursor: null,
      },
    },
  },
} as const satisfies Routes;
