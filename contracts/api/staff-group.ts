// What the bot hands over of a group of coordinators with a topic for each person.
import { z } from 'zod';
import { lostReasons } from '../../core/conversations/staff-group.ts';
import { fileSchema } from './conversations.ts';
import { nothing, type Routes } from './route.ts';

const where = { telegram_id: z.number().int(), chat_id: z.number().int() };
const lang = z.enum(['ru', 'en']);

/** POST /api/staff-group: somebody typed a code in a group. The code itself is forgotten at the door. */
const groupCodeSchema = z.strictObject({
  ...where,
  title: z.string().max(255),
  /** Of who typed it: perhaps they never wrote to the bot alone. */
  language_code: z.string().max(35).nullish(),
  code_hash: z.string().regex(/^[0-9a-f]{64}$/),
  forum: z.boolean(),
  /** And may delete them. */
  manages_topics: z.boolean(),
});
export type GroupCode = z.infer<typeof groupCodeSchema>;
export const groupCodeAnswerSchema = z.object({
  outcome: z.enum(['connected', 'silent', 'no_code', 'not_admin', 'not_forum', 'no_right']),
  lang,
});
export type GroupCodeAnswer = z.infer<typeof groupCodeAnswerSchema>;

/** POST /api/staff-group/lost: Telegram says that the bot cannot be at work in this group any more. */
const groupLostSchema = z.strictObject({ chat_id: z.number().int(), why: z.enum(lostReasons) });
export type GroupLost = z.infer<typeof groupLostSchema>;

/** POST /api/staff-group/answers: somebody wrote in a topic; one per bot and update. */
const topicSaidSchema = z.strictObject({
  ...where,
  bot_id: z.number().int(),
  update_id: z.number().int(),
  thread_id: z.number().int(),
  message_id: z.number().int(),
  edited: z.boolean(),
  text: z.string().max(4_096),
  file: fileSchema.nullable(),
});
export type TopicSaid = z.infer<typeof topicSaidSchema>;
export const topicSaidAnswerSchema = z.object({
  heard: z.enum(['answer', 'nothing', 'stranger', 'edited', 'cannot']),
});
export type TopicSaidAnswer = z.infer<typeof topicSaidAnswerSchema>;

/** POST /api/staff-group/topics: somebody closed a topic, or opened it again. */
const topicStateSchema = z.strictObject({
  ...where,
  bot_id: z.number().int(),
  update_id: z.number().int(),
  thread_id: z.number().int(),
  closed: z.boolean(),
});
export type TopicState = z.infer<typeof topicStateSchema>;

const chat_id = -1_002_000_000_001;
const place = { bot_id: 1, update_id: 79, telegram_id: 710_000_009, chat_id, thread_id: 5 };

export const staffGroupRoutes = {
  connectGroup: {
    method: 'post',
    path: '/api/staff-group',
    summary: 'Connects a group of coordinators by the code that was typed in it',
    query: nothing,
    body: groupCodeSchema,
    answer: groupCodeAnswerSchema,
    problems: [],
    example: {
      body: {
        telegram_id: 710_000_009,
        chat_id,
        title: 'Coordinators',
        code_hash: 'a'.repeat(64),
        forum: true,
        manages_topics: true,
      },
      answer: { outcome: 'connected' as const, lang: 'ru' as const },
    },
  },
  groupLost: {
    method: 'post',
    path: '/api/staff-group/lost',
    summary: 'The bot cannot be at work in this group any more: it is disconnected',
    query: nothing,
    body: groupLostSchema,
    answer: z.object({ changed: z.boolean() }),
    problems: [],
    example: { body: { chat_id, why: 'thrown_out' as const }, answer: { changed: true } },
  },
  topicSaid: {
    method: 'post',
    path: '/api/staff-group/answers',
    summary: 'Keeps what a coordinator wrote in somebody’s topic, as an answer; once per bot and update',
    query: nothing,
    body: topicSaidSchema,
    answer: topicSaidAnswerSchema,
    problems: [],
    example: {
      body: { ...place, message_id: 12, edited: false, text: 'There is parking', file: null },
      answer: { heard: 'answer' as const },
    },
  },
  topicState: {
    method: 'post',
    path: '/api/staff-group/topics',
    summary: 'Closes or opens the conversation of a topic that was closed or opened in Telegram',
    query: nothing,
    body: topicStateSchema,
    answer: z.object({ changed: z.boolean() }),
    problems: [],
    example: { body: { ...place, closed: true }, answer: { changed: true } },
  },
} as const satisfies Routes;
