import type { Kit } from '../acts/kit.ts';
import { assertNever } from '../assert-never.ts';
import type { Fault } from '../state/faults.ts';
import type { Bot } from '../state/types.ts';
import type { Json, JsonObject } from '../state/wire.ts';
import { ApiError } from './errors.ts';
import { methods } from './methods/index.ts';
import { type Params, toInteger } from './params.ts';

/** How the answer travels, or does not. */
type Transport = 'whole' | 'half' | 'never' | 'dropped';
export type Reply = {
  status: number;
  body: JsonObject;
  retryAfter?: number | undefined;
  transport: Transport;
};

/** Looks at what goes in and out; see sandbox/schema. */
export type Observer = {
  request(method: string, params: Params): void;
  answer(method: string, body: JsonObject): void;
};

export type Call = {
  kit: Kit;
  bot: Bot;
  method: string;
  params: Params;
  hungUp: AbortSignal;
  observer: Observer | null;
};

export async function callMethod(call: Call): Promise<Reply> {
  const { kit, bot, params } = call;
  const started = performance.now();
  const at = kit.world.clock.now();
  const chat = params.text('chat_id') === '' ? undefined : toInteger(params.text('chat_id'));
  const fault = kit.faults.forCall({ method: call.method, chat, bot: bot.id });
  const reply = fault ? await struck(call, fault) : await work(call);
  call.observer?.request(call.method, params);
  call.observer?.answer(call.method, reply.body);
  kit.world.recordCall({
    at,
    botId: bot.id,
    method: call.method,
    params: readable(params),
    status: reply.status,
    answer: reply.body,
    ms: Math.round((performance.now() - started) * 100) / 100,
    ...(fault && { fault: fault.kind }),
  });
  return reply;
}

async function work({ kit, bot, method, params, hungUp }: Call): Promise<Reply> {
  const known = Object.hasOwn(methods, method.toLowerCase()) ? methods[method.toLowerCase()] : undefined;
  try {
    if (!known) throw new ApiError(404, 'Not Found: method not found');
    const made = await known({ kit, bot, params, hungUp });
    const body: JsonObject = isTold(made)
      ? { ok: true, result: made.result, description: made.description }
      : { ok: true, result: made };
    return { status: 200, body, transport: 'whole' };
  } catch (error) {
    if (error instanceof ApiError) return refused(error);
    throw error;
  }
}

export function refused({ code, description, parameters }: ApiError): Reply {
  return {
    status: code,
    body: { ok: false, error_code: code, description, ...(parameters && { parameters }) },
    retryAfter: parameters?.retry_after,
    transport: 'whole',
  };
}

const isTold = (made: unknown): made is { result: Json; description: string } =>
  typeof made === 'object' &&
  made !== null &&
  Object.keys(made).length === 2 &&
  'result' in made &&
  'description' in made;

async function struck(call: Call, fault: Fault): Promise<Reply> {
  const told = (code: number, description: string) =>
    refused(new ApiError(fault.code ?? code, fault.description ?? description));
  switch (fault.kind) {
    case 'too_many_requests': {
      const wait = fault.retry_after ?? 5;
      return refused(new ApiError(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait }));
    }
    case 'server_error':
      return told(500, 'Internal Server Error');
    case 'unauthorized':
      return told(401, 'Unauthorized');
    case 'blocked':
      return told(403, 'Forbidden: bot was blocked by the user');
    case 'hang_before':
      return { status: 0, body: {}, transport: 'never' };
    case 'hang_after':
      return { ...(await work(call)), transport: 'never' };
    case 'drop_before':
      return { status: 0, body: {}, transport: 'dropped' };
    case 'drop_after':
      return { ...(await work(call)), transport: 'dropped' };
    case 'half_body':
      return { ...(await work(call)), transport: 'half' };
    case 'slow':
      await new Promise<void>((resolve) => {
        setTimeout(resolve, fault.ms ?? 3000);
      });
      return work(call);
    case 'duplicate_update':
    case 'reorder_update':
      return work(call);
    default:
      return assertNever(fault.kind);
  }
}

/** Parameters for the log: JSON read back, files by name and size. */
function readable(params: Params): JsonObject {
  const shown: JsonObject = {};
  for (const [name, value] of params.values) {
    const isJson = /^[[{]/.test(value) || /^-?\d{1,15}$/.test(value) || value === 'true' || value === 'false';
    shown[name] = isJson ? tryJson(value) : value;
  }
  for (const [name, file] of params.uploads)
    shown[name] = { file: file.filename, mime: file.mime, bytes: file.bytes.length };
  return shown;
}

function tryJson(value: string): Json {
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}
