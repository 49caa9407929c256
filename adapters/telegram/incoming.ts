import type { Polled, TelegramIn } from '../../bot/ports.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import type { Refusal } from './answer.ts';
import type { BotApi, MethodName } from './api.ts';
import { telegramTrouble } from './errors.ts';
import type { Call } from './gateway.ts';

const second = 1_000;
const person = { lane: 'person', timeoutMs: 5_000 } as const;
/** What Telegram answers late beyond the time it was asked to wait. */
const graceMs = 5_000;
const privateChats = { type: 'all_private_chats' } as const;

const botIdOf = (token: string): number => Number(token.split(':')[0]);

/** Telegram as the incoming gateway uses it, by the same calls as everything that goes out. */
export function openIncoming(call: Call, token: string, allowed: readonly string[]): TelegramIn {
  /** What has to succeed before anything goes on: whoever asks tries again. */
  async function must<Name extends MethodName>(
    method: Name,
    payload: BotApi[Name]['payload'],
  ): Promise<BotApi[Name]['result']> {
    const answer = await call(method, payload, person);
    if (answer.kind === 'ok') return answer.result;
    throw new Error(telegramTrouble(answer).sentence);
  }
  let username: string | undefined;
  return {
    botId: botIdOf(token),
    async getUpdates(offset, waitS, stopping) {
      const limit = { lane: 'person', timeoutMs: waitS * second + graceMs, signal: stopping } as const;
      const payload = { offset, timeout: waitS, allowed_updates: allowed };
      const answer = await call('getUpdates', payload, limit);
      if (answer.kind !== 'ok') return notPolled(answer);
      if (Array.isArray(answer.result)) return { polled: 'updates', updates: answer.result };
      return {
        polled: 'away',
        reason: 'Telegram: no list of updates in its answer',
        waitMs: second,
        refused: false,
      };
    },
    async username() {
      username ??= (await must('getMe', {})).username ?? '';
      return username;
    },
    webhookUrl: async () => (await must('getWebhookInfo', {})).url,
    async setWebhook({ url, secret, connections }, updates) {
      const wanted = { url, secret_token: secret, max_connections: connections, allowed_updates: updates };
      await must('setWebhook', wanted);
    },
    deleteWebhook: async () => void (await must('deleteWebhook', { drop_pending_updates: false })),
    answer: async (queryId, { text, alert, url }) =>
      void (await call(
        'answerCallbackQuery',
        {
          callback_query_id: queryId,
          ...(text === undefined ? {} : { text }),
          ...(alert === undefined ? {} : { show_alert: alert }),
          ...(url === undefined ? {} : { url }),
        },
        person,
      )),
    say: async (chatId, text, thread) => {
      const place = thread == null ? {} : { message_thread_id: thread };
      await call('sendMessage', { chat_id: chatId, text, ...place }, person);
    },
    async managesTopics(chatId) {
      const answer = await call('getChatMember', { chat_id: chatId, user_id: botIdOf(token) }, person);
      if (answer.kind === 'ok') {
        const { can_manage_topics, can_delete_messages } = answer.result;
        return can_manage_topics === true && can_delete_messages === true;
      }
      return answer.kind === 'refused' || answer.kind === 'blocked' ? false : 'away';
    },
    commands: (language) => must('getMyCommands', { scope: privateChats, ...inLanguage(language) }),
    setCommands: async (language, commands) =>
      void (await must('setMyCommands', { scope: privateChats, ...inLanguage(language), commands })),
  };
}

/** '' is nobody's language. */
const inLanguage = (language: string) => (language === '' ? {} : { language_code: language });

function notPolled(answer: Refusal): Polled {
  const trouble = telegramTrouble(answer);
  const reason = trouble.sentence;
  if (answer.kind === 'refused' && answer.code === 409) return { polled: 'conflict', reason };
  switch (trouble.kind) {
    case 'refused':
      return { polled: 'away', reason, waitMs: 0, refused: true };
    case 'busy':
      return { polled: 'away', reason, waitMs: trouble.waitMs, refused: false };
    case 'again':
      return { polled: 'away', reason, waitMs: 0, refused: false };
    default:
      return assertNever(trouble);
  }
}
