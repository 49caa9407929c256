import { ApplicationFailure } from '@temporalio/common';
import type { NotDone } from './ports.ts';

/** A durable wait: the server makes the next attempt after so long. */
export const waitFailure = (ms: number): ApplicationFailure =>
  ApplicationFailure.create({
    type: 'TelegramWait',
    message: `Telegram wants a pause of ${ms} ms`,
    nextRetryDelay: ms,
  });

/** A wrong token or address is mended by a person, and then the same call succeeds; what is wrong with the message stays wrong. */
const mendable = new Set([401, 404, 409, 421]);
export const isMendable = (answer: NotDone): boolean =>
  answer.kind === 'refused' && mendable.has(answer.code);

/** Temporal makes another attempt, unless none can help. */
export function notDone(answer: Exclude<NotDone, { kind: 'wait' }>): ApplicationFailure {
  const detail = 'description' in answer ? `: ${answer.description}` : '';
  return ApplicationFailure.create({
    type: `Telegram_${answer.kind}`,
    message: `${answer.kind}${detail}`,
    nonRetryable: answer.kind === 'refused' && !isMendable(answer),
  });
}
