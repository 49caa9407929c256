import type { TapAnswer } from '../../core/booking/screen.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import { tapAnswerText } from '../../core/messages/tap-answer.ts';
import type { MessagingDeps } from './ports.ts';

type Deps = Pick<MessagingDeps, 'messenger' | 'hints' | 'patience'>;

/** Ends a tap's spinner. It never fails the work it stands beside: what it says stands in the message too. */
export async function answerRaw(
  deps: Deps,
  queryId: string,
  text: string | undefined,
  alert: boolean,
): Promise<boolean> {
  const told = await deps.messenger.answer(queryId, text, alert, deps.patience());
  // Too old: answered before, or nobody looks any more.
  const answered = told.kind === 'ok' || told.kind === 'too_old';
  if (answered) await deps.hints.answered(queryId);
  return answered;
}

export const answerQuery = (
  deps: Deps,
  queryId: string,
  { code, alert }: TapAnswer,
  lang: Lang,
): Promise<boolean> => answerRaw(deps, queryId, tapAnswerText(code, lang), alert);
