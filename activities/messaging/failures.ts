import { ApplicationFailure } from '@temporalio/common';
import type { NotDone } from './ports.ts';

/** A durable wait: the server makes the next attempt after so long. */
export const waitFailure = (ms: number): ApplicationFailure =>
  ApplicationFailure.create({
    type: 'TelegramWait',
    message: `Telegram wants a pause of ${ms} ms`,
    nextRetryDelay: ms,
  });

/** Another attempt may help; Temporal makes it. */
export function tryAgain(answer: Exclude<NotDone, { kind: 'wait' }>): ApplicationFailure {
  const detail = 'description' in answer ? `: ${answer.description}` : '';
  return ApplicationFailure.create({ type: `Telegram_${answer.kind}`, message: `${answer.kind}${detail}` });
}
