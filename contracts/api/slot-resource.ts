// Slots as staff know them: those that are full, over or switched off, too.
import { z } from 'zod';
import { changeSchema, exampleChange } from './changes.ts';
import { dateField, eventField, instantField, personField, slotField, timeField } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { nothing, type Routes } from './route.ts';

const slotSchema = z.object({
  slot_id: z.string(),
  event_id: z.string(),
  /** By Moscow’s clock. */
  date: z.string(),
  time: z.string(),
  starts_at: z.string(),
  duration_minutes: z.int(),
  max_users: z.int(),
  /** Everyone who holds or has a seat. */
  booked_users: z.array(z.string()),
  location: z.string().nullable(),
  /** The room. */
  audience: z.string().nullable(),
  specialist_id: z.string().nullable(),
  is_active: z.boolean(),
  bookable_until: z.string(),
  /** Whether somebody could book it now. */
  bookable: z.boolean(),
  /** Changes with every edit, not with bookings: send the one you saw, and nobody else’s edit is overwritten. */
  version: z.string(),
});
export type SlotBody = z.infer<typeof slotSchema>;

const place = z.string().min(1).max(64);
const minutes = z.int().min(5).max(1_440);
const seats = z.int().min(1).max(10_000);

const addSlotsSchema = z.strictObject({
  event_id: eventField,
  dates: z.array(dateField).min(1).max(366),
  times: z.array(timeField).min(1).max(288),
  duration_minutes: minutes,
  max_users: seats,
  location: place.optional(),
  audience: place.optional(),
});
export type AddSlots = z.infer<typeof addSlotsSchema>;

const changeSlotSchema = z
  .strictObject({
    version: z.string().min(1).max(64).optional(),
    date: dateField.optional(),
    time: timeField.optional(),
    duration_minutes: minutes.optional(),
    max_users: seats.optional(),
    location: place.nullable().optional(),
    audience: place.nullable().optional(),
    specialist_id: personField.nullable().optional(),
    is_active: z.boolean().optional(),
  })
  .refine(
    ({ version: _version, ...fields }) => Object.values(fields).some((value) => value !== undefined),
    'must change something',
  );
export type ChangeSlot = z.infer<typeof changeSlotSchema>;

const one = z.strictObject({ slot_id: slotField });

const slot = {
  slot_id: '65f0c0ffee00000000000020',
  event_id: '65f0c0ffee00000000000010',
  date: '2026-11-26',
  time: '14:00',
  starts_at: '2026-11-26T11:00:00.000Z',
  duration_minutes: 30,
  max_users: 2,
  booked_users: ['65f0c0ffee00000000000001'],
  location: 'Office A',
  audience: '301',
  specialist_id: null,
  is_active: true,
  bookable_until: '2026-11-26T09:00:00.000Z',
  bookable: true,
  version: 'k3Jx0aQ9bT2v',
};

export const slotRoutes = {
  slots: {
    method: 'get',
    path: '/api/slots',
    summary: 'The company’s slots, the earliest first; of one event, and between two instants, if you say so',
    query: z.strictObject({
      event_id: eventField.optional(),
      from: instantField.optional(),
      to: instantField.optional(),
      ...pageQuery,
    }),
    body: null,
    answer: pageOf(slotSchema),
    problems: [],
    example: { query: { event_id: slot.event_id }, answer: { items: [slot], next_cursor: null } },
  },
  oneSlot: {
    method: 'get',
    path: '/api/slots/:slot_id',
    summary: 'One slot',
    params: one,
    query: nothing,
    body: null,
    answer: slotSchema,
    problems: ['unknown_slot'],
    example: { answer: slot },
  },
  addSlots: {
    method: 'post',
    path: '/api/slots',
    summary: 'Adds a slot for every date with every time, by Moscow’s clock',
    details:
      'Nothing is added while anything is wrong: a time that has passed, or a room that is taken then.',
    query: nothing,
    body: addSlotsSchema,
    answer: z.object({ items: z.array(slotSchema) }),
    status: 201,
    problems: ['unknown_event', 'archived'],
    example: {
      body: {
        event_id: slot.event_id,
        dates: ['2026-11-26'],
        times: ['14:00'],
        duration_minutes: 30,
        max_users: 2,
        location: 'Office A',
        audience: '301',
      },
      answer: { items: [{ ...slot, booked_users: [] }] },
    },
  },
  changeSlot: {
    method: 'patch',
    path: '/api/slots/:slot_id',
    summary: 'Changes a slot and tells everybody who has a seat in it',
    details:
      'What is left out stays as it is. `is_active: false`: no new bookings here; those there are stay. Never fewer seats than are taken, and never into a room that is taken then. 202: it is begun for certain and goes on by itself.',
    params: one,
    query: nothing,
    body: changeSlotSchema,
    answer: z.object({ slot: slotSchema, change: changeSchema }),
    mayBegin: true,
    problems: ['unknown_slot', 'unknown_user', 'changed_meanwhile', 'below_taken', 'outcome_unknown'],
    example: { body: { version: slot.version, audience: '302' }, answer: { slot, change: exampleChange } },
  },
} as const satisfies Routes;
