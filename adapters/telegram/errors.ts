import { again, refused, type Trouble } from '../trouble.ts';
import type { Refusal } from './answer.ts';

/** What a refusal means for the connection as a whole, in a sentence for the health board. */
export function telegramTrouble(refusal: Refusal): Trouble {
  if (refusal.kind === 'wait')
    return { kind: 'busy', waitMs: refusal.ms, sentence: `Telegram: wants a pause of ${refusal.ms} ms` };
  if (refusal.kind === 'unreached' || refusal.kind === 'unknown')
    return again(`Telegram: ${refusal.description}`);
  if (refusal.kind !== 'refused') return refused(`Telegram: ${refusal.kind}`);
  const sentence = `Telegram: ${refusal.code} ${refusal.description}`;
  if (refusal.code === 401 || refusal.code === 404)
    return refused(`${sentence}: check BOT_TOKEN and TELEGRAM_API_ROOT`);
  // Another poller, or a webhook: it may end.
  return refusal.code === 409 ? again(sentence) : refused(sentence);
}
