import { Telegram, TelegramError } from 'telegraf';
import type { CommandLine, Polled, TelegramIn } from '../../bot/ports.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import type { Log } from '../../runtime/log.ts';
import { telegramTrouble } from './errors.ts';

type TelegramSettings = { readonly token: string; readonly apiRoot: string };

const second = 1_000;
const patienceMs = 5_000;
/** What Telegram answers late beyond the time it was asked to wait. */
const graceMs = 5_000;
const privateChats = { type: 'all_private_chats' } as const;

export const botIdOf = (token: string): number => Number(token.split(':')[0]);

type Method = Parameters<Telegram['callApi']>[0];

/** Telegram as the gateway uses it. telegraf waits 500 s for a silent server: each call has a limit of its own here. */
export function openIncoming(settings: TelegramSettings, allowed: readonly string[], log: Log): TelegramIn {
  const telegram = new Telegram(settings.token, { apiRoot: settings.apiRoot, webhookReply: false });
  const call = async (method: string, payload: object, signal?: AbortSignal): Promise<unknown> =>
    telegram.callApi(method as Method, payload, {
      signal: (signal ?? AbortSignal.timeout(patienceMs)) as never,
    });
  const oneTry = async (method: string, payload: object): Promise<void> => {
    try {
      await call(method, payload);
    } catch (error) {
      log.debug({ method, detail: telegramTrouble(error).sentence }, 'Telegram did not take it');
    }
  };
  let username: string | undefined;
  return {
    botId: botIdOf(settings.token),
    async getUpdates(offset, waitS, stopping) {
      const limit = AbortSignal.any([stopping, AbortSignal.timeout(waitS * second + graceMs)]);
      try {
        const payload = { offset, timeout: waitS, allowed_updates: allowed };
        return {
          polled: 'updates',
          updates: (await call('getUpdates', payload, limit)) as readonly unknown[],
        };
      } catch (error) {
        return notPolled(error);
      }
    },
    async username() {
      username ??= ((await call('getMe', {})) as { username: string }).username;
      return username;
    },
    webhookUrl: async () => ((await call('getWebhookInfo', {})) as { url: string }).url,
    setWebhook: async ({ url, secret }, updates) =>
      void (await call('setWebhook', { url, secret_token: secret, allowed_updates: updates })),
    deleteWebhook: async () => void (await call('deleteWebhook', { drop_pending_updates: false })),
    answer: (queryId, { text, alert, url }) =>
      oneTry('answerCallbackQuery', {
        callback_query_id: queryId,
        ...(text === undefined ? {} : { text }),
        ...(alert === undefined ? {} : { show_alert: alert }),
        ...(url === undefined ? {} : { url }),
      }),
    say: (chatId, text) => oneTry('sendMessage', { chat_id: chatId, text }),
    commands: async (language) =>
      (await call('getMyCommands', {
        scope: privateChats,
        language_code: language,
      })) as readonly CommandLine[],
    setCommands: async (language, commands) =>
      void (await call('setMyCommands', { scope: privateChats, ...inLanguage(language), commands })),
  };
}

/** '' is nobody's language. */
const inLanguage = (language: string) => (language === '' ? {} : { language_code: language });

function notPolled(error: unknown): Polled {
  const trouble = telegramTrouble(error);
  const reason = trouble.sentence;
  if (error instanceof TelegramError && error.code === 409) return { polled: 'conflict', reason };
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
