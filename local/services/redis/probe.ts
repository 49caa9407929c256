import { Redis } from 'ioredis';
import { faultOf, parseUrl } from '../fault.ts';
import type { Probe, ProbeOptions } from '../service.ts';

export async function probeRedis(url: string, { timeoutMs }: ProbeOptions): Promise<Probe> {
  const parsed = parseUrl(url, ['redis', 'rediss']);
  if (!(parsed instanceof URL)) return { ok: false, fault: parsed };
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // The reason comes as an event; what connect() throws is only "Connection is closed."
  let reason: unknown;
  client.on('error', (error: unknown) => {
    reason ??= error;
  });
  try {
    await client.connect();
    await client.ping();
    const version = /redis_version:(\S+)/.exec(await client.info('server'))?.[1] ?? 'unknown';
    return { ok: true, version };
  } catch (error) {
    const fault = faultOf(reason ?? error, url, /NOAUTH|WRONGPASS|NOPERM|invalid password/);
    return { ok: false, fault: /LOADING/.test(fault.detail) ? { ...fault, kind: 'not-ready' } : fault };
  } finally {
    client.disconnect();
  }
}
