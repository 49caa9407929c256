import type { Lane } from '../../activities/messaging/ports.ts';
import type { Log } from '../../runtime/log.ts';
import { type Answer, readBody, sortRefusal } from './answer.ts';
import { type BotApi, type ChatId, type MethodName, makesMessage } from './api.ts';
import { createBulkQueue } from './bulk-queue.ts';
import { post } from './http.ts';
import type { SendLimits, Turn } from './limits.ts';

type CallOptions = {
  readonly lane: Lane;
  /** For this call alone, body included; a turn in the bulk queue comes before it. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Asked when the turn has come, right before the call: false, and there is none. */
  readonly begin?: () => Promise<boolean>;
};

export type Call = <Name extends MethodName>(
  method: Name,
  payload: BotApi[Name]['payload'],
  options: CallOptions,
) => Promise<Answer<BotApi[Name]['result']>>;

export type GatewayDeps = {
  readonly token: string;
  readonly apiRoot: string;
  readonly limits: SendLimits;
  readonly log: Log;
};

/** The one way to Telegram. It returns what came of a call and never throws for Telegram's sake; it does not try again by itself. */
export function createGateway({ token, apiRoot, limits, log }: GatewayDeps): Call {
  const root = `${apiRoot.replace(/\/$/, '')}/bot${token}/`;
  const bulkTurn = createBulkQueue(limits);

  async function turnFor(method: MethodName, chat: ChatId | undefined, lane: Lane): Promise<Turn> {
    if (chat === undefined) return { go: true };
    if (makesMessage(method)) return lane === 'bulk' ? bulkTurn(chat) : limits.take(chat, lane);
    const ms = await limits.pausedFor(chat);
    return ms > 0 ? { go: false, ms, because: 'chat' } : { go: true };
  }

  async function send<Name extends MethodName>(
    method: Name,
    payload: object,
    options: CallOptions,
  ): Promise<Answer<BotApi[Name]['result']>> {
    const limit = AbortSignal.timeout(options.timeoutMs);
    const signal = options.signal ? AbortSignal.any([limit, options.signal]) : limit;
    const outcome = await post(root + method, payload, signal);
    if (outcome.kind !== 'answered') return { kind: outcome.kind, description: outcome.why };
    const body = readBody(outcome.status, outcome.text);
    if ('ok' in body) return { kind: 'ok', result: body.result as BotApi[Name]['result'] };
    const refusal = sortRefusal(body);
    return refusal === 'not_modified' ? { kind: 'ok', result: true } : refusal;
  }

  return async (method, payload, options) => {
    const chat = 'chat_id' in payload ? payload.chat_id : undefined;
    const turn = await turnFor(method, chat, options.lane);
    if (!turn.go) return { kind: 'wait', ms: turn.ms, because: turn.because };
    if (options.begin && !(await options.begin()))
      return { kind: 'unreached', description: 'not wanted any more' };
    const began = performance.now();
    const answer = await send(method, payload, options);
    if (answer.kind === 'wait' && chat !== undefined) await limits.refused(chat, answer.ms);
    tell(log, method, options.lane, answer, Math.round(performance.now() - began));
    return answer;
  };
}

/** Method, kind and time: what was said to whom stays out of the log. */
function tell(log: Log, method: MethodName, lane: Lane, answer: Answer<unknown>, ms: number): void {
  const line = {
    method,
    lane,
    ms,
    answer: answer.kind,
    ...('description' in answer && { detail: answer.description }),
    ...(answer.kind === 'wait' && { wait_ms: answer.ms }),
  };
  if (answer.kind === 'refused' || answer.kind === 'unknown' || answer.kind === 'unreached')
    log.warn(line, 'Telegram did not do it');
  else log.debug(line, 'Telegram answered');
}
