// People: candidates and staff, as a service of the same company sees them.
import { z } from 'zod';
import { lineField, personField, telegramField, telegramInQuery } from './fields.ts';
import { identityAnswerSchema } from './identity.ts';
import { pageOf, pageQuery } from './page.ts';
import { nothing, type Routes } from './route.ts';

const userSchema = z.object({
  user_id: z.string(),
  /** null: nobody has opened their invite yet. */
  telegram_id: z.int().nullable(),
  username: z.string().nullable(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  phone: z.string().nullable(),
  roles: z.array(z.enum(['candidate', 'specialist', 'admin', 'viewer'])),
  /** On the list: may book. */
  allowed: z.boolean(),
  lang: z.enum(['ru', 'en']).nullable(),
  reachable: z.enum(['unknown', 'yes', 'blocked']),
  created_at: z.string(),
});
export type UserBody = z.infer<typeof userSchema>;

const addUserSchema = z
  .strictObject({
    /** Without it: somebody whose account is not known yet; they come by an invite link. */
    telegram_id: telegramField.optional(),
    username: z
      .string()
      .regex(/^\w{4,32}$/, 'must be a username without @')
      .optional(),
    first_name: lineField(64).optional(),
    last_name: lineField(64).optional(),
    phone: z
      .string()
      .regex(/^\+?[\d ()-]{5,24}$/, 'must be a telephone number')
      .optional(),
    lang: z.enum(['ru', 'en']).optional(),
  })
  .refine(
    (one) =>
      one.telegram_id !== undefined ||
      one.first_name !== undefined ||
      one.username !== undefined ||
      one.phone !== undefined,
    'needs an account, a name, a username or a telephone number',
  );
export type AddUser = z.infer<typeof addUserSchema>;

const anna = {
  user_id: '65f0c0ffee00000000000001',
  telegram_id: 710_000_001,
  username: 'anna_k',
  first_name: 'Anna',
  last_name: null,
  phone: null,
  roles: ['candidate' as const],
  allowed: true,
  lang: 'en' as const,
  reachable: 'yes' as const,
  created_at: '2026-11-20T09:00:00.000Z',
};

export const userRoutes = {
  users: {
    method: 'get',
    path: '/api/users',
    summary: 'With telegram_id: who that account is. Without: the company’s people, the newest first',
    details:
      'With `telegram_id` the answer is `{"user": …}`, null for somebody unknown: what they may mean by what they type. Without it: a page.',
    query: z
      .strictObject({
        telegram_id: telegramInQuery.optional(),
        allowed: z
          .enum(['true', 'false'])
          .transform((text) => text === 'true')
          .optional(),
        role: z.enum(['candidate', 'specialist', 'admin', 'viewer']).optional(),
        ...pageQuery,
      })
      .refine(
        ({ telegram_id, allowed, role, cursor }) =>
          telegram_id === undefined || (allowed ?? role ?? cursor) === undefined,
        'telegram_id stands alone',
      ),
    body: null,
    answer: z.union([identityAnswerSchema, pageOf(userSchema)]),
    problems: [],
    example: { query: { limit: '2' }, answer: { items: [anna], next_cursor: null } },
  },
  oneUser: {
    method: 'get',
    path: '/api/users/:user_id',
    summary: 'One person',
    params: z.strictObject({ user_id: personField }),
    query: nothing,
    body: null,
    answer: userSchema,
    problems: ['unknown_user'],
    example: { answer: anna },
  },
  addUser: {
    method: 'post',
    path: '/api/users',
    summary: 'Puts somebody on the list of those who may book',
    details:
      'Somebody known is put back on it, with what is newly said of them; nobody is made staff by this route. Without `telegram_id` somebody is known by their telephone number or their username, never by their name: where only a name is given it is somebody new, once per `Idempotency-Key`. Their account comes with an invite link (`POST /api/users/:user_id/invite`).',
    query: nothing,
    body: addUserSchema,
    answer: userSchema,
    problems: ['account_elsewhere', 'unclear_person'],
    example: { body: { telegram_id: 710_000_001, first_name: 'Anna', lang: 'en' }, answer: anna },
  },
  inviteUser: {
    method: 'post',
    path: '/api/users/:user_id/invite',
    summary: 'Makes an invite link, which binds the Telegram account of whoever opens it first',
    details:
      'Good for 14 days and once; the one before is worth nothing from now on. All are shown this once: a repetition with the same key answers null in their place. `link` is null as long as the bot’s name is not known; `command` can be sent to the bot instead. `page` is for whoever has no Telegram: it may be opened in several browsers until an account is bound; null as long as `PANEL_URL` and `PUBLIC_URL` are not set.',
    params: z.strictObject({ user_id: personField }),
    query: nothing,
    body: nothing,
    answer: z.object({
      link: z.string().nullable(),
      command: z.string().nullable(),
      /** For whoever has no Telegram: opened in a browser. */
      page: z.string().nullable(),
      expires_at: z.string(),
    }),
    once: ['link', 'command', 'page'],
    problems: ['unknown_user', 'account_known'],
    example: {
      body: {},
      answer: {
        link: 'https://t.me/zapis_bot?start=i_Zm9yIHRoZSBleGFtcGxlIG9ubHkhIQ',
        command: '/start i_Zm9yIHRoZSBleGFtcGxlIG9ubHkhIQ',
        page: 'https://zapis.example.org/me/open?i=Zm9yIHRoZSBleGFtcGxlIG9ubHkhIQ',
        expires_at: '2026-12-04T09:00:00.000Z',
      },
    },
  },
  removeUser: {
    method: 'delete',
    path: '/api/users/:user_id',
    summary: 'Takes somebody off the list: what they tap and write is refused from now on',
    details: 'A booking stays until it is cancelled; `bookings` tells how many there are.',
    params: z.strictObject({ user_id: personField }),
    query: nothing,
    body: null,
    answer: z.object({ user: userSchema, bookings: z.int() }),
    problems: ['unknown_user'],
    example: { answer: { user: { ...anna, allowed: false }, bookings: 1 } },
  },
} as const satisfies Routes;
