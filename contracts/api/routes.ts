// Every route once: validation, types and the OpenAPI description are made from this table.
import { z } from 'zod';
import { bookingProblemSchema, bookingSchema, confirmBookingSchema } from './bookings.ts';
import { broadcastCommandSchema } from './broadcasts.ts';
import { eventField, telegramInQuery } from './fields.ts';
import { inboundTextSchema, reachabilitySchema, storedCommandSchema, storedTextSchema } from './gateway.ts';
import { allowedUsersSchema, identityAnswerSchema } from './identity.ts';
import type { ProblemCode } from './problem.ts';
import { slotDaysSchema } from './slots.ts';

export type Route = {
  readonly method: 'get' | 'post';
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly query: z.ZodType;
  /** null: takes none. */
  readonly body: z.ZodType | null;
  readonly answer: z.ZodType;
  /** What it may answer beside what every route may. */
  readonly problems: readonly ProblemCode[];
  /** For problems that say more than others. */
  readonly problem?: z.ZodType;
};

const nothing = z.strictObject({});

export const routes = {
  allowedUsers: {
    method: 'get',
    path: '/api/allowed-users',
    summary: 'The Telegram ids of everyone on the list (seed §8.2); with an ETag',
    query: nothing,
    body: null,
    answer: allowedUsersSchema,
    problems: [],
  },
  user: {
    method: 'get',
    path: '/api/users',
    summary: 'Who a Telegram account is, and what they may mean by what they type',
    query: z.strictObject({ telegram_id: telegramInQuery }),
    body: null,
    answer: identityAnswerSchema,
    problems: [],
  },
  availableSlots: {
    method: 'get',
    path: '/api/available-slots',
    summary: 'Slots a seat can be had in, of one event or of all (seed §7.1 and §8.2); at most 30 s old',
    query: z.strictObject({ event_id: eventField.optional() }),
    body: null,
    answer: slotDaysSchema,
    problems: [],
  },
  confirmBooking: {
    method: 'post',
    path: '/api/confirm-booking',
    summary: 'Books for a candidate; answers when it is decided (seed §8.2)',
    query: nothing,
    body: confirmBookingSchema,
    answer: bookingSchema,
    problems: [
      'unknown_user',
      'unknown_slot',
      'slot_taken',
      'too_late',
      'already_booked',
      'closed',
      'not_allowed',
      'overtaken',
      'ambiguous_slot',
      'outcome_unknown',
    ],
    problem: bookingProblemSchema,
  },
  inboundText: {
    method: 'post',
    path: '/api/inbound-texts',
    summary: 'Keeps a text that gives the reason for cancelling; once per bot and update',
    query: nothing,
    body: inboundTextSchema.strict(),
    answer: storedTextSchema,
    problems: [],
  },
  reachability: {
    method: 'post',
    path: '/api/reachability',
    summary: 'Whether somebody can be written to; older news never replaces newer',
    query: nothing,
    body: reachabilitySchema.strict(),
    answer: z.object({ changed: z.boolean() }),
    problems: [],
  },
  broadcastCommand: {
    method: 'post',
    path: '/api/broadcasts/commands',
    summary: 'Keeps a command to announce something; once per id',
    query: nothing,
    body: broadcastCommandSchema,
    answer: storedCommandSchema,
    problems: ['other_content'],
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
export const routeNames = Object.keys(routes) as RouteName[];
type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : null;
export type QueryOf<Name extends RouteName> = Parsed<(typeof routes)[Name]['query']>;
export type BodyOf<Name extends RouteName> = Parsed<(typeof routes)[Name]['body']>;
export type AnswerOf<Name extends RouteName> = z.input<(typeof routes)[Name]['answer']>;
