import { TelegramError } from 'telegraf';
import { redact } from '../../runtime/redact.ts';
import { again, refused, type Trouble, textOf } from '../trouble.ts';

const second = 1_000;

/** Sorted by who must act; the description is matched, never the request, which holds texts and the token. */
export function telegramTrouble(error: unknown): Trouble {
  if (!(error instanceof TelegramError)) return again(`Telegram: ${redact(textOf(error))}`);
  const sentence = `Telegram: ${error.code} ${error.description}`;
  if (error.code === 401 || error.code === 404)
    return refused(`${sentence}: check BOT_TOKEN and TELEGRAM_API_ROOT`);
  if (error.code === 429)
    return { kind: 'busy', waitMs: (error.parameters?.retry_after ?? 1) * second, sentence };
  if (error.code >= 500 || error.code === 409) return again(sentence);
  return refused(sentence);
}
