import { type ChannelModel, connect } from 'amqplib';
import { faultOf, parseUrl } from '../fault.ts';
import type { Probe, ProbeOptions } from '../service.ts';

const refusal = /ACCESS_REFUSED|ACCESS-REFUSED|403|NOT_ALLOWED|530/;

export async function probeRabbit(url: string, { timeoutMs }: ProbeOptions): Promise<Probe> {
  const parsed = parseUrl(url, ['amqp', 'amqps']);
  if (!(parsed instanceof URL)) return { ok: false, fault: parsed };
  let connection: ChannelModel | undefined;
  try {
    connection = await within(timeoutMs, connect(url, { timeout: timeoutMs }));
    connection.on('error', () => {});
    const channel = await within(timeoutMs, connection.createChannel());
    const properties: unknown = connection.connection.serverProperties;
    await within(timeoutMs, channel.close());
    return { ok: true, version: versionIn(properties) };
  } catch (error) {
    return { ok: false, fault: faultOf(error, url, refusal) };
  } finally {
    await within(1_000, connection?.close() ?? Promise.resolve()).catch(() => undefined);
  }
}

/** amqplib has no limit of its own for the handshake nor for opening a channel. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timed out')), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const versionIn = (properties: unknown): string =>
  typeof properties === 'object' && properties !== null && 'version' in properties
    ? String(properties.version)
    : 'unknown';
