import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

// One trace id follows a piece of work through every log line it causes, without being passed by hand.
const storage = new AsyncLocalStorage<string>();

export const newTraceId = (): string => randomUUID();
export const currentTraceId = (): string | undefined => storage.getStore();
export const withTrace = <T>(traceId: string, work: () => T): T => storage.run(traceId, work);
