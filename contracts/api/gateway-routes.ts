// What the bot needs of the admin service, and the three routes of the seed that anybody may use.
import { z } from 'zod';
import { bookingProblemSchema, bookingSchema, confirmBookingSchema } from './bookings.ts';
import { broadcastCommandSchema } from './broadcasts.ts';
import { eventField } from './fields.ts';
import { inboundTextSchema, reachabilitySchema, storedCommandSchema, storedTextSchema } from './gateway.ts';
import { allowedUsersSchema } from './identity.ts';
import { nothing, type Routes } from './route.ts';
import { slotDaysSchema } from './slots.ts';

const slot_id = '65f0c0ffee00000000000020';
const event_id = '65f0c0ffee00000000000010';

export const gatewayRoutes = {
  allowedUsers: {
    method: 'get',
    path: '/api/allowed-users',
    summary: 'The Telegram ids of everyone on the list (seed §8.2); with an ETag',
    query: nothing,
    body: null,
    answer: allowedUsersSchema,
    problems: [],
    example: { answer: [710_000_001, 710_000_002] },
  },
  availableSlots: {
    method: 'get',
    path: '/api/available-slots',
    summary: 'Slots a seat can be had in, of one event or of all (seed §7.1 and §8.2); at most 30 s old',
    query: z.strictObject({ event_id: eventField.optional() }),
    body: null,
    answer: slotDaysSchema,
    problems: ['unknown_event'],
    example: {
      query: { event_id },
      answer: [
        {
          date: '2026-11-26',
          slots: [
            { time: '14:00', max: 2, booked: 1, location: 'Office A', slot_id, event_id, audience: '301' },
          ],
        },
      ],
    },
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
    example: {
      body: { telegram_id: 710_000_001, slot_id },
      answer: {
        booking_id: '65f0c0ffee00000000000030',
        number: 'K7M2',
        status: 'booked' as const,
        rev: 1,
        telegram_id: 710_000_001,
        event_id,
        slot_id,
        date: '2026-11-26',
        time: '14:00',
        starts_at: '2026-11-26T11:00:00.000Z',
        location: 'Office A',
        audience: '301',
      },
    },
  },
  inboundText: {
    method: 'post',
    path: '/api/inbound-texts',
    summary: 'Keeps a text that gives the reason for cancelling; once per bot and update',
    query: nothing,
    body: inboundTextSchema.strict(),
    answer: storedTextSchema,
    problems: [],
    example: {
      body: { bot_id: 1, update_id: 77, telegram_id: 710_000_001, event_id, text: 'I found another job' },
      answer: { id: '65f0c0ffee00000000000050' },
    },
  },
  reachability: {
    method: 'post',
    path: '/api/reachability',
    summary: 'Whether somebody can be written to; older news never replaces newer',
    query: nothing,
    body: reachabilitySchema.strict(),
    answer: z.object({ changed: z.boolean() }),
    problems: [],
    example: {
      body: { telegram_id: 710_000_001, reachable: 'blocked' as const, at: '2026-11-20T09:00:00Z' },
      answer: { changed: true },
    },
  },
  broadcastCommand: {
    method: 'post',
    path: '/api/broadcasts/commands',
    summary: 'Keeps a command to announce something; once per id',
    query: nothing,
    body: broadcastCommandSchema,
    answer: storedCommandSchema,
    problems: ['other_content'],
    example: {
      body: { command_id: 'spring-1', body: { action: 'post_broadcast', message_text: 'Booking is open' } },
      answer: { broadcast_id: '65f0c0ffee00000000000060' },
    },
  },
} as const satisfies Routes;
