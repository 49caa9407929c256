import type { Health } from '../../runtime/health.ts';
import { telegramTrouble } from './errors.ts';
import { type Call, createGateway, type GatewayDeps } from './gateway.ts';

export type TelegramGateway = {
  readonly call: Call;
  /** Of the bot; asked once. undefined: Telegram does not say now. */
  username(): Promise<string | undefined>;
  health(): Promise<Health>;
};

const patienceMs = 2_500;

export function openTelegram(deps: GatewayDeps): TelegramGateway {
  const call = createGateway(deps);
  let known: string | undefined;
  return {
    call,
    async username() {
      if (known !== undefined) return known;
      const answer = await call('getMe', {}, { lane: 'bulk', timeoutMs: patienceMs });
      known = answer.kind === 'ok' ? answer.result.username : undefined;
      return known;
    },
    async health() {
      const answer = await call('getMe', {}, { lane: 'bulk', timeoutMs: patienceMs });
      if (answer.kind === 'ok') return { ok: true, detail: `@${answer.result.username}` };
      return { ok: false, detail: telegramTrouble(answer).sentence };
    },
  };
}
