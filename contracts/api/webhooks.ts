// Outgoing webhooks: what happens to bookings and slots, posted to an address of the company's choice.
import { z } from 'zod';
import { instantField, lineField } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { nothing, type Routes } from './route.ts';

export const webhookTypes = [
  'booking.created',
  'booking.rescheduled',
  'booking.cancelled',
  'booking.unbooked',
  'booking.reminder',
  'booking.done',
  'booking.outcome',
  'booking.proposal',
  'slot.changed',
] as const;
export type WebhookType = (typeof webhookTypes)[number];

const id = z.string().regex(/^[0-9a-f]{24}$/, 'must be 24 hexadecimal digits');
const url = z.url({ protocol: /^https?$/ }).max(2_000);
const types = z.array(z.enum(webhookTypes)).min(1).max(webhookTypes.length);
const description = lineField(200);

const webhookSchema = z.object({
  webhook_id: z.string(),
  url: z.string(),
  types,
  description: z.string().nullable(),
  /** `paused`: nothing is sent, and what happens meanwhile is not kept for it. */
  status: z.enum(['active', 'paused']),
  /** Why it was paused, when nobody asked for it: `gone` (it answered 410). */
  paused_because: z.enum(['gone']).nullable(),
  created_at: z.string(),
});
export type WebhookBody = z.infer<typeof webhookSchema>;

const deliverySchema = z.object({
  delivery_id: z.string(),
  /** The header `webhook-id`: the same for every try and every replay. */
  message_id: z.string(),
  type: z.string(),
  /** Of the booking, or of the slot: deliveries of one subject arrive in the order of `rev`. */
  subject: z.string(),
  rev: z.int(),
  /** `dead`: the last try failed; replay it. */
  state: z.enum(['waiting', 'delivered', 'dead']),
  tries: z.int(),
  created_at: z.string(),
  /** Of the last try. */
  tried_at: z.string().nullable(),
  status: z.int().nullable(),
  error: z.string().nullable(),
  /** How the answer to the last try began. */
  answer: z.string().nullable(),
});
export type DeliveryBody = z.infer<typeof deliverySchema>;

const createSchema = z.strictObject({ url, types, description: description.optional() });
const changeSchema = z
  .strictObject({
    url: url.optional(),
    types: types.optional(),
    description: description.nullable().optional(),
    status: z.enum(['active', 'paused']).optional(),
  })
  .refine((fields) => Object.values(fields).some((value) => value !== undefined), 'must change something');
export type CreateWebhook = z.infer<typeof createSchema>;
export type ChangeWebhook = z.infer<typeof changeSchema>;

const one = z.strictObject({ webhook_id: id });

const hook = {
  webhook_id: '65f0c0ffee00000000000040',
  url: 'https://crm.example.com/zapis',
  types: ['booking.created' as const, 'booking.cancelled' as const],
  description: 'CRM',
  status: 'active' as const,
  paused_because: null,
  created_at: '2026-11-20T09:00:00.000Z',
};
const delivery = {
  delivery_id: '65f0c0ffee00000000000041',
  message_id: 'booking.created:65f0c0ffee00000000000030:3',
  type: 'booking.created',
  subject: '65f0c0ffee00000000000030',
  rev: 3,
  state: 'dead' as const,
  tries: 8,
  created_at: '2026-11-20T09:02:00.000Z',
  tried_at: '2026-11-21T16:40:00.000Z',
  status: 500,
  error: 'answered 500',
  answer: 'Internal Server Error',
};

export const webhookRoutes = {
  webhooks: {
    method: 'get',
    path: '/api/webhooks',
    summary: 'The company’s webhooks, the newest first',
    query: z.strictObject(pageQuery),
    body: null,
    answer: pageOf(webhookSchema),
    problems: [],
    example: { answer: { items: [hook], next_cursor: null } },
  },
  oneWebhook: {
    method: 'get',
    path: '/api/webhooks/:webhook_id',
    summary: 'One webhook',
    params: one,
    query: nothing,
    body: null,
    answer: webhookSchema,
    problems: ['unknown_webhook'],
    example: { answer: hook },
  },
  createWebhook: {
    method: 'post',
    path: '/api/webhooks',
    summary: 'Registers an address that is told what happens',
    details:
      '`secret` is shown this once: a repetition with the same key answers null in its place. Addresses inside a private network are refused here, and again whenever something is sent.',
    query: nothing,
    body: createSchema,
    answer: z.object({ webhook: webhookSchema, secret: z.string().nullable() }),
    status: 201,
    once: ['secret'],
    problems: ['target_refused', 'too_many_webhooks'],
    example: {
      body: { url: hook.url, types: hook.types, description: 'CRM' },
      answer: { webhook: hook, secret: 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=' },
    },
  },
  changeWebhook: {
    method: 'patch',
    path: '/api/webhooks/:webhook_id',
    summary: 'Changes a webhook, pauses it or lets it go on',
    params: one,
    query: nothing,
    body: changeSchema,
    answer: webhookSchema,
    problems: ['unknown_webhook', 'target_refused'],
    example: { body: { status: 'paused' }, answer: { ...hook, status: 'paused' as const } },
  },
  rotateWebhookSecret: {
    method: 'post',
    path: '/api/webhooks/:webhook_id/secret',
    summary: 'Gives the webhook a new secret',
    details:
      '`secret` is shown this once: a repetition with the same key answers null in its place. Until `old_until`, a day from now, each post has two signatures, of the new secret and of the one before; that one ends at once when another is made.',
    params: one,
    query: nothing,
    body: nothing,
    answer: z.object({ webhook: webhookSchema, secret: z.string().nullable(), old_until: z.string() }),
    once: ['secret'],
    problems: ['unknown_webhook'],
    example: {
      body: {},
      answer: {
        webhook: hook,
        secret: 'whsec_MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=',
        old_until: '2026-11-21T09:00:00.000Z',
      },
    },
  },
  removeWebhook: {
    method: 'delete',
    path: '/api/webhooks/:webhook_id',
    summary: 'Removes a webhook; what still waited is not sent',
    params: one,
    query: nothing,
    body: null,
    answer: z.object({ removed: z.literal(true) }),
    problems: ['unknown_webhook'],
    example: { answer: { removed: true as const } },
  },
  webhookDeliveries: {
    method: 'get',
    path: '/api/webhooks/:webhook_id/deliveries',
    summary: 'What was sent, waits or died, the newest first; kept for 30 days',
    params: one,
    query: z.strictObject({
      state: z.enum(['waiting', 'delivered', 'dead']).optional(),
      limit: pageQuery.limit,
      cursor: pageQuery.cursor,
    }),
    body: null,
    answer: pageOf(deliverySchema),
    problems: ['unknown_webhook'],
    example: { query: { state: 'dead' }, answer: { items: [delivery], next_cursor: null } },
  },
  replayWebhook: {
    method: 'post',
    path: '/api/webhooks/:webhook_id/replay',
    summary: 'Sends again what happened from an instant on, in order; only the dead, if you say so',
    params: one,
    query: nothing,
    body: z.strictObject({ from: instantField, only: z.enum(['dead']).optional() }),
    answer: z.object({ deliveries: z.int() }),
    problems: ['unknown_webhook'],
    example: { body: { from: '2026-11-20T00:00:00Z', only: 'dead' as const }, answer: { deliveries: 1 } },
  },
} as const satisfies Routes;
