// Interview events: campaigns that slots belong to.
import { z } from 'zod';
import { changeSchema, exampleChange } from './changes.ts';
import { eventField, lineField } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { nothing, type Routes } from './route.ts';

const statuses = ['draft', 'open', 'closed', 'archived'] as const;

const eventSchema = z.object({
  event_id: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  place: z.object({
    name: z.string().nullable(),
    address: z.string().nullable(),
    map_url: z.string().nullable(),
    online_url: z.string().nullable(),
  }),
  bring: z.string().nullable(),
  contact: z.string().nullable(),
  /** Where it is announced. */
  channel: z.string().nullable(),
  status: z.enum(statuses),
  cutoff_minutes: z.int(),
  hold_minutes: z.int(),
  reschedule_policy: z.enum(['release', 'swap']),
  max_moves: z.int().nullable(),
  reminders: z.array(z.string()),
  nudge_after_hours: z.int().nullable(),
  /** Rises with every change: send the one you saw as `seen_rev`, and nobody else’s change is overwritten. */
  rev: z.int(),
  created_at: z.string(),
});
export type EventBody = z.infer<typeof eventSchema>;

const text = (most: number) => z.string().min(1).max(most).nullable();

/** Lengths and limits are those of the coordinators’ form, which checks the rest. */
const fields = {
  description: text(1_200).optional(),
  /** What is left out of it stays as it is. */
  place: z
    .strictObject({
      name: text(64).optional(),
      address: text(200).optional(),
      map_url: text(512).optional(),
      online_url: text(512).optional(),
    })
    .optional(),
  bring: text(500).optional(),
  contact: text(512).optional(),
  channel: text(64).optional(),
  cutoff_minutes: z.int().min(0).max(10_080).optional(),
  hold_minutes: z.int().min(1).max(60).optional(),
  reschedule_policy: z.enum(['release', 'swap']).optional(),
  max_moves: z.int().min(0).max(100).nullable().optional(),
  reminders: z.array(z.string().min(1).max(40)).min(1).max(10).optional(),
  nudge_after_hours: z.int().min(1).max(720).nullable().optional(),
};
const title = lineField(128);
const createEventSchema = z.strictObject({ title, ...fields });

const changeEventSchema = z
  .strictObject({ seen_rev: z.int().min(0).optional(), title: title.optional(), ...fields })
  .refine(
    ({ seen_rev: _seen, ...rest }) => Object.values(rest).some((value) => value !== undefined),
    'must change something',
  );
export type ChangeEvent = z.infer<typeof changeEventSchema>;

const one = z.strictObject({ event_id: eventField });
const changed = z.object({ event: eventSchema, change: changeSchema });
const changeProblems = ['unknown_event', 'changed_meanwhile', 'archived', 'outcome_unknown'] as const;

const support = {
  event_id: '65f0c0ffee00000000000010',
  title: 'Support team',
  description: null,
  place: { name: 'Office A', address: null, map_url: null, online_url: null },
  bring: 'Passport',
  contact: '@hr_anna',
  channel: null,
  status: 'draft' as const,
  cutoff_minutes: 120,
  hold_minutes: 5,
  reschedule_policy: 'release' as const,
  max_moves: null,
  reminders: ['same day 11:00'],
  nudge_after_hours: null,
  rev: 1,
  created_at: '2026-11-20T09:00:00.000Z',
};
const changedExample = { event: { ...support, status: 'open' as const, rev: 2 }, change: exampleChange };

export const eventRoutes = {
  events: {
    method: 'get',
    path: '/api/events',
    summary: 'The company’s interview events, the newest first',
    query: z.strictObject({ status: z.enum(statuses).optional(), ...pageQuery }),
    body: null,
    answer: pageOf(eventSchema),
    problems: [],
    example: { query: { status: 'open' }, answer: { items: [support], next_cursor: null } },
  },
  oneEvent: {
    method: 'get',
    path: '/api/events/:event_id',
    summary: 'One event',
    params: one,
    query: nothing,
    body: null,
    answer: eventSchema,
    problems: ['unknown_event'],
    example: { answer: support },
  },
  createEvent: {
    method: 'post',
    path: '/api/events',
    summary: 'Creates an event; it is a draft until it is opened',
    query: nothing,
    body: createEventSchema,
    answer: eventSchema,
    status: 201,
    problems: [],
    example: {
      body: { title: 'Support team', place: { name: 'Office A' }, bring: 'Passport', contact: '@hr_anna' },
      answer: support,
    },
  },
  changeEvent: {
    method: 'patch',
    path: '/api/events/:event_id',
    summary: 'Changes an event and tells everybody concerned',
    details: 'What is left out stays as it is. 202: it is begun for certain and goes on by itself.',
    params: one,
    query: nothing,
    body: changeEventSchema,
    answer: changed,
    mayBegin: true,
    problems: changeProblems,
    example: { body: { seen_rev: 1, bring: 'Passport and a pen' }, answer: changedExample },
  },
  openEvent: {
    method: 'post',
    path: '/api/events/:event_id/open',
    summary: 'Opens an event: its slots can be booked',
    params: one,
    query: nothing,
    body: nothing,
    answer: changed,
    mayBegin: true,
    problems: changeProblems,
    example: { body: {}, answer: changedExample },
  },
  closeEvent: {
    method: 'post',
    path: '/api/events/:event_id/close',
    summary: 'Closes an event: no new bookings; those there are stay',
    params: one,
    query: nothing,
    body: nothing,
    answer: changed,
    mayBegin: true,
    problems: changeProblems,
    example: { body: {}, answer: changedExample },
  },
} as const satisfies Routes;
