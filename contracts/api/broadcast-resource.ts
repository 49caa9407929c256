// Announcements as staff know them. What happens to one that is on its way is its workflow's to say, which these routes ask.
import { z } from 'zod';
import { eventField } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { nothing, type Routes } from './route.ts';

const count = z.int();
const broadcastSchema = z.object({
  broadcast_id: z.string(),
  status: z.enum([
    'draft',
    'stored',
    'posting',
    'posted',
    'sending',
    'paused',
    'done',
    'cancelled',
    'failed',
  ]),
  event_id: z.string().nullable(),
  audience: z.enum(['channel', 'unbooked', 'list']),
  /** Of a channel that was named; null: the event's own. */
  chat: z.union([z.int(), z.string()]).nullable(),
  text: z.string(),
  html: z.boolean(),
  created_at: z.string(),
  settled_at: z.string().nullable(),
  recalled_at: z.string().nullable(),
  /** Why it failed. */
  reason: z.string().nullable(),
  /** Recipients by what became of them; `unknown`: nobody saw the answer, and it is not sent again by itself. */
  counts: z.object({
    waiting: count,
    claimed: count,
    sent: count,
    failed: count,
    blocked: count,
    unknown: count,
    skipped: count,
  }),
  /** Whom it goes to is still being looked up: they are more than `counts` says. */
  counting: z.boolean(),
});
export type BroadcastBody = z.infer<typeof broadcastSchema>;

const button = z.union([
  z.strictObject({ text: z.string().min(1).max(64), url: z.url({ protocol: /^https?$/ }) }),
  z.strictObject({ text: z.string().min(1).max(64), sign_up: z.literal(true) }),
]);

const createSchema = z.strictObject({
  text: z.string().max(12_000),
  /** The text has Telegram's HTML; without it whatever looks like a tag is shown as it is. */
  html: z.boolean().default(false),
  event_id: eventField.optional(),
  audience: z.enum(['channel', 'unbooked', 'list']),
  chat: z.union([z.int(), z.string().max(64)]).optional(),
  /** Our ids, @usernames or Telegram numbers. */
  people: z.array(z.string().min(1).max(64)).max(10_000).optional(),
  buttons: z.array(button).max(9).optional(),
  /** Go on although some of `people` mean nobody. */
  without_unknown: z.boolean().default(false),
  /** Go on although more people would hear of it than there are free seats. */
  few_seats: z.boolean().default(false),
});
export type CreateBroadcast = z.output<typeof createSchema>;

const one = z.strictObject({
  broadcast_id: z.string().regex(/^[0-9a-f]{24}$/, 'must be 24 hexadecimal digits'),
});
const steered = z.object({ count });
const steering = ['unknown_broadcast', 'not_now', 'outcome_unknown'] as const;

const broadcast = {
  broadcast_id: '65f0c0ffee00000000000060',
  status: 'stored' as const,
  event_id: '65f0c0ffee00000000000010',
  audience: 'unbooked' as const,
  chat: null,
  text: '<b>Booking is open</b>',
  html: true,
  created_at: '2026-11-20T09:00:00.000Z',
  settled_at: null,
  recalled_at: null,
  reason: null,
  counts: { waiting: 0, claimed: 0, sent: 0, failed: 0, blocked: 0, unknown: 0, skipped: 0 },
  counting: false,
};

export const broadcastRoutes = {
  broadcasts: {
    method: 'get',
    path: '/api/broadcasts',
    summary: 'The company’s broadcasts, the newest first',
    query: z.strictObject(pageQuery),
    body: null,
    answer: pageOf(broadcastSchema),
    problems: [],
    example: { answer: { items: [broadcast], next_cursor: null } },
  },
  oneBroadcast: {
    method: 'get',
    path: '/api/broadcasts/:broadcast_id',
    summary: 'One broadcast, with how many of its recipients it has reached',
    params: one,
    query: nothing,
    body: null,
    answer: broadcastSchema,
    problems: ['unknown_broadcast'],
    example: { answer: { ...broadcast, status: 'done' as const, counts: { ...broadcast.counts, sent: 12 } } },
  },
  createBroadcast: {
    method: 'post',
    path: '/api/broadcasts',
    summary: 'Writes an announcement and hands it over to be sent',
    details:
      'To everyone who may book an event and has not (`unbooked`), to people by name (`list`), or into a channel. It is refused while some of the list mean nobody, or when there are fewer free seats than people, until the request says that this is meant.',
    query: nothing,
    body: createSchema,
    long: true,
    answer: broadcastSchema,
    status: 201,
    problems: ['unknown_event', 'closed', 'unknown_people', 'few_seats', 'outcome_unknown'],
    example: {
      body: { text: broadcast.text, html: true, event_id: broadcast.event_id, audience: 'unbooked' as const },
      answer: broadcast,
    },
  },
  pauseBroadcast: {
    method: 'post',
    path: '/api/broadcasts/:broadcast_id/pause',
    summary: 'Sends nothing more for now; what is under way ends within a moment',
    params: one,
    query: nothing,
    body: nothing,
    answer: steered,
    problems: steering,
    example: { body: {}, answer: { count: 0 } },
  },
  resumeBroadcast: {
    method: 'post',
    path: '/api/broadcasts/:broadcast_id/resume',
    summary: 'Goes on with one that was paused',
    params: one,
    query: nothing,
    body: nothing,
    answer: steered,
    problems: steering,
    example: { body: {}, answer: { count: 0 } },
  },
  cancelBroadcast: {
    method: 'post',
    path: '/api/broadcasts/:broadcast_id/cancel',
    summary: 'Nobody else hears of it; `count` of them would have',
    details: 'Also when nobody has begun it yet, because the queue is away: then nobody hears of it at all.',
    params: one,
    query: nothing,
    body: nothing,
    answer: steered,
    problems: steering,
    example: { body: {}, answer: { count: 40 } },
  },
  retryBroadcast: {
    method: 'post',
    path: '/api/broadcasts/:broadcast_id/retry',
    summary: 'Sends it again to those it failed for; `unknown` also to those of whom nobody knows',
    params: one,
    query: nothing,
    body: z.strictObject({ unknown: z.boolean().default(false) }),
    answer: steered,
    problems: [...steering, 'nobody'],
    example: { body: { unknown: false }, answer: { count: 2 } },
  },
  recallBroadcast: {
    method: 'post',
    path: '/api/broadcasts/:broadcast_id/recall',
    summary: 'Takes it back from everybody who has not pressed its button; `count` had got it',
    params: one,
    query: nothing,
    body: nothing,
    answer: steered,
    problems: [...steering, 'nobody'],
    example: { body: {}, answer: { count: 12 } },
  },
} as const satisfies Routes;
