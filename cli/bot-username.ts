import { createGateway } from '../adapters/telegram/gateway.ts';
import { createLocalLimits } from '../adapters/telegram/local-limits.ts';
import type { DeskConfig } from '../config/load.ts';
import { sandboxBot } from '../config/sandbox-bot.ts';
import { needsSandbox } from '../local/launcher/sandbox-child.ts';
import { createLog } from '../runtime/log.ts';

const patienceMs = 3_000;

/** The name in links to the bot: the sandbox's, or what Telegram says; undefined while Telegram cannot be asked. */
export async function botUsername(
  config: DeskConfig,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  if (needsSandbox({ ...env })) return sandboxBot.username;
  if (config.BOT_TOKEN === undefined) return undefined;
  const call = createGateway({
    token: config.BOT_TOKEN,
    apiRoot: config.TELEGRAM_API_ROOT,
    limits: createLocalLimits(1),
    log: createLog({ level: 'silent' }),
  });
  const answer = await call('getMe', {}, { lane: 'person', timeoutMs: patienceMs });
  return answer.kind === 'ok' ? answer.result.username : undefined;
}
