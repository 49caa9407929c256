// Bookings as staff know them. Every change is made by the candidate's workflow, which these routes ask and wait for.
import { z } from 'zod';
import { cancelReasons } from '../../core/booking/words.ts';
import { bookingProblemSchema } from './bookings.ts';
import {
  bookingField,
  eventField,
  instantField,
  lineField,
  personField,
  slotField,
  telegramField,
  telegramInQuery,
} from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import type { ProblemCode } from './problem.ts';
import { nothing, type Routes } from './route.ts';

const statuses = ['pending', 'booked', 'cancelled', 'done', 'no_show'] as const;

const fullBookingSchema = z.object({
  booking_id: z.string(),
  /** What people quote; null until the first confirm. */
  number: z.string().nullable(),
  status: z.enum(statuses),
  /** Rises with every change: the highest one is the newest word. */
  rev: z.int(),
  event_id: z.string(),
  user_id: z.string(),
  telegram_id: z.int().nullable(),
  slot_id: z.string().nullable(),
  date: z.string().nullable(),
  time: z.string().nullable(),
  starts_at: z.string().nullable(),
  location: z.string().nullable(),
  audience: z.string().nullable(),
  moves: z.int(),
  /** What they answered to the reminder. */
  reply: z.enum(['coming', 'late', 'cannot']).nullable(),
  arrived_at: z.string().nullable(),
  outcome: z.enum(['done', 'no_show', 'missing']).nullable(),
  cancelled: z.object({ by: z.string(), reason: z.string().nullable(), at: z.string() }).nullable(),
  /** Whether the last change by somebody else has reached the candidate; null: nothing to tell. */
  informed: z.boolean().nullable(),
  /** Nobody tried to tell them: messages about it are switched off for candidates. */
  told_off: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type FullBooking = z.infer<typeof fullBookingSchema>;

const filters = {
  event_id: eventField.optional(),
  slot_id: slotField.optional(),
  user_id: personField.optional(),
  telegram_id: telegramInQuery.optional(),
  status: z.enum(statuses).optional(),
  number: z
    .string()
    .regex(/^[\w-]{1,32}$/)
    .transform((number) => number.toUpperCase())
    .optional(),
  /** Of the interview’s beginning. */
  from: instantField.optional(),
  to: instantField.optional(),
};
const filterSchema = z.strictObject(filters);
export type BookingFilter = z.output<typeof filterSchema>;

/** Past the cut-off, into a closed event, once more than allowed: with this reason, and the scope for it. */
const override_reason = lineField(200).optional();

const createSchema = z.strictObject({
  user_id: personField.optional(),
  telegram_id: telegramField.optional(),
  slot_id: slotField,
  override_reason,
});
const whoever = createSchema.refine(
  ({ user_id, telegram_id }) => (user_id === undefined) !== (telegram_id === undefined),
  'must name user_id or telegram_id, one of them',
);

const one = z.strictObject({ booking_id: bookingField });
const byStaff =
  'With `override_reason` and the scope `bookings:override` past the cut-off, into a closed event.';
const refusals = [
  'unknown_slot',
  'slot_taken',
  'too_late',
  'closed',
  'not_allowed',
  'overtaken',
  'outcome_unknown',
] as const satisfies readonly ProblemCode[];

const booking = {
  booking_id: '65f0c0ffee00000000000030',
  number: 'K7M2',
  status: 'booked' as const,
  rev: 3,
  event_id: '65f0c0ffee00000000000010',
  user_id: '65f0c0ffee00000000000001',
  telegram_id: 710_000_001,
  slot_id: '65f0c0ffee00000000000020',
  date: '2026-11-26',
  time: '14:00',
  starts_at: '2026-11-26T11:00:00.000Z',
  location: 'Office A',
  audience: '301',
  moves: 0,
  reply: null,
  arrived_at: null,
  outcome: null,
  cancelled: null,
  informed: true,
  told_off: false,
  created_at: '2026-11-20T09:00:00.000Z',
  updated_at: '2026-11-20T09:02:00.000Z',
};
const other = '65f0c0ffee00000000000021';

export const bookingRoutes = {
  bookings: {
    method: 'get',
    path: '/api/bookings',
    summary: 'The company’s bookings, the newest first',
    query: filterSchema.extend(pageQuery),
    body: null,
    answer: pageOf(fullBookingSchema),
    problems: [],
    example: {
      query: { event_id: booking.event_id, status: 'booked', limit: '100' },
      answer: { items: [booking], next_cursor: null },
    },
  },
  oneBooking: {
    method: 'get',
    path: '/api/bookings/:booking_id',
    summary: 'One booking',
    params: one,
    query: nothing,
    body: null,
    answer: fullBookingSchema,
    problems: ['unknown_booking'],
    example: { answer: booking },
  },
  createBooking: {
    method: 'post',
    path: '/api/bookings',
    summary: 'Books a slot for somebody',
    details: byStaff,
    query: nothing,
    body: whoever,
    answer: fullBookingSchema,
    status: 201,
    problems: ['unknown_user', 'already_booked', ...refusals],
    problem: bookingProblemSchema.partial({ slots: true }),
    example: { body: { telegram_id: 710_000_001, slot_id: booking.slot_id }, answer: booking },
  },
  moveBooking: {
    method: 'post',
    path: '/api/bookings/:booking_id/move',
    summary: 'Moves a booking to another slot; it keeps its number',
    details: byStaff,
    params: one,
    query: nothing,
    body: z.strictObject({ slot_id: slotField, override_reason }),
    answer: fullBookingSchema,
    problems: [
      'unknown_booking',
      'not_booked',
      'no_other_slot',
      'max_moves',
      'inside_cutoff',
      'already_booked',
      ...refusals,
    ],
    problem: bookingProblemSchema.partial({ slots: true }),
    example: {
      body: { slot_id: other },
      answer: {
        ...booking,
        slot_id: other,
        time: '15:00',
        starts_at: '2026-11-26T12:00:00.000Z',
        rev: 4,
        moves: 1,
      },
    },
  },
  cancelBooking: {
    method: 'post',
    path: '/api/bookings/:booking_id/cancel',
    summary: 'Cancels a booking, gives its seat back and tells the candidate',
    params: one,
    query: nothing,
    body: z.strictObject({ reason: z.enum(cancelReasons).optional() }),
    answer: fullBookingSchema,
    problems: ['unknown_booking', 'not_booked', 'overtaken', 'closed', 'outcome_unknown'],
    example: {
      body: { reason: 'ill' },
      answer: {
        ...booking,
        status: 'cancelled' as const,
        rev: 4,
        cancelled: { by: 'system', reason: 'ill', at: '2026-11-21T09:00:00.000Z' },
      },
    },
  },
  bookingOutcome: {
    method: 'post',
    path: '/api/bookings/:booking_id/outcome',
    summary: 'Records whether they came; `undone` takes it back',
    params: one,
    query: nothing,
    body: z.strictObject({ outcome: z.enum(['done', 'no_show', 'undone']) }),
    answer: fullBookingSchema,
    problems: ['unknown_booking', 'not_booked', 'overtaken', 'closed', 'too_late', 'outcome_unknown'],
    example: {
      body: { outcome: 'done' },
      answer: { ...booking, status: 'done' as const, outcome: 'done' as const },
    },
  },
  exportBookings: {
    method: 'get',
    path: '/api/export/bookings.csv',
    summary: 'Bookings as a CSV file in UTF-8, the newest first, however many there are',
    details: 'Written as it is read. What a spreadsheet would take for a formula begins with an apostrophe.',
    query: filterSchema,
    body: null,
    answer: z.string(),
    file: 'text/csv',
    problems: [],
    example: {
      query: { event_id: booking.event_id },
      answer:
        'number,status,name,username,telegram_id,event,starts_at,location,room,booking_id\r\nK7M2,booked,Anna,anna_k,710000001,Support team,2026-11-26 14:00,Office A,301,65f0c0ffee00000000000030\r\n',
    },
  },
} as const satisfies Routes;
