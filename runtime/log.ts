import { type Logger, pino, stdSerializers } from 'pino';
import pretty from 'pino-pretty';
import { redact } from './redact.ts';
import { currentTraceId } from './trace.ts';

export type Log = Logger;
export type LogOptions = {
  readonly level: string;
  readonly pretty?: boolean;
  readonly destination?: NodeJS.WritableStream;
};

function safeError(thrown: unknown): object {
  if (!(thrown instanceof Error)) return { message: redact(String(thrown)) };
  const plain = stdSerializers.err(thrown);
  const parts = thrown instanceof AggregateError ? { errors: thrown.errors.map(safeError) } : {};
  const code: unknown = (thrown as { code?: unknown }).code;
  return {
    type: plain.type,
    message: redact(plain.message),
    stack: redact(plain.stack ?? ''),
    code,
    ...parts,
  };
}

/** JSON lines for machines; readable lines when a person looks at a terminal. Never names, texts, phones or tokens: ids only. */
export function createLog(options: LogOptions): Log {
  const settings = {
    level: options.level,
    base: null,
    serializers: { err: safeError },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    mixin: () => {
      const traceId = currentTraceId();
      return traceId ? { trace_id: traceId } : {};
    },
  };
  if (options.pretty)
    return pino(settings, pretty({ ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true }));
  return options.destination ? pino(settings, options.destination) : pino(settings);
}
