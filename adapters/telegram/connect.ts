import { Telegram } from 'telegraf';
import type { Health } from '../../runtime/health.ts';
import { telegramTrouble } from './errors.ts';

export type TelegramSettings = { readonly token: string; readonly apiRoot: string };
export type TelegramGateway = { health(): Promise<Health> };

const patienceMs = 2_500;

/** telegraf waits 500 s for a silent server and knows no newer methods: every call goes through here with a limit of its own. */
export function openTelegram(settings: TelegramSettings): TelegramGateway {
  const telegram = new Telegram(settings.token, { apiRoot: settings.apiRoot, webhookReply: false });
  return {
    async health() {
      try {
        const me = await telegram.callApi('getMe', {}, { signal: AbortSignal.timeout(patienceMs) as never });
        return { ok: true, detail: `@${me.username}` };
      } catch (error) {
        return { ok: false, detail: telegramTrouble(error).sentence };
      }
    },
  };
}
