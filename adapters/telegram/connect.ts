import type { Health } from '../../runtime/health.ts';
import { telegramTrouble } from './errors.ts';
import { type Call, createGateway, type GatewayDeps } from './gateway.ts';

export type TelegramGateway = { readonly call: Call; health(): Promise<Health> };

const patienceMs = 2_500;

export function openTelegram(deps: GatewayDeps): TelegramGateway {
  const call = createGateway(deps);
  return {
    call,
    async health() {
      const answer = await call('getMe', {}, { lane: 'bulk', timeoutMs: patienceMs });
      if (answer.kind === 'ok') return { ok: true, detail: `@${answer.result.username}` };
      return { ok: false, detail: telegramTrouble(answer).sentence };
    },
  };
}
