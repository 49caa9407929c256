import { ApplicationFailure } from '@temporalio/common';
import type { Lang } from '../../core/i18n/lang.ts';
import type { Asker, QuickCommand } from '../../core/quick/command.ts';
import { type QuickName, quickCommands } from '../../core/quick/index.ts';
import type { Reply } from './reply.ts';

/** `away`: no answer that could be used. `refused`: this very question will never be answered. */
export type QuickAnswer =
  | { readonly asked: 'ok'; readonly value: unknown }
  | { readonly asked: 'away' | 'refused'; readonly reason: string };

/** `answer`: the one call of this command, within its time; never throws for the API's sake. */
export type QuickDeps = {
  readonly answer: (command: QuickName, asker: Asker) => Promise<QuickAnswer>;
  /** For how long this request has been tried, by the real clock. */
  readonly triedForMs: () => number;
};

/** Longer nobody waits for an answer to come, and an honest one is due. */
const enoughMs = 4_000;
const againMs = 1_000;

/** While the API is away it is asked again; then the person is told that it cannot be told now, once and for good. */
export async function quickReply(
  { answer, triedForMs }: QuickDeps,
  command: QuickName,
  asker: Asker,
  lang: Lang,
): Promise<Reply> {
  const { away, say } = entryOf(command);
  const found = await answer(command, asker);
  if (found.asked === 'ok') return { said: `quick_${command}`, message: say(found.value, asker, lang) };
  if (found.asked === 'away' && triedForMs() < enoughMs)
    throw ApplicationFailure.create({ type: 'ApiAway', message: found.reason, nextRetryDelay: againMs });
  return { said: `quick_${command}_away`, message: { text: away(lang), keyboard: [] } };
}

/** What the call answers fits what is said of it: contracts/api/quick.ts holds the two against each other. */
const entryOf = (command: QuickName) => quickCommands[command] as QuickCommand<string, unknown>;
