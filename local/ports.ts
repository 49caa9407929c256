import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the range from which systems hand out ports for outgoing connections: a restart finds its port free. */
const lowest = 21_000;
const highest = 31_999;

export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Ports promised in this process, so that two services brought up at once do not get the same one. */
const promised = new Set<number>();

export async function freePort(preferred: readonly (number | undefined)[] = []): Promise<number> {
  for (const port of preferred) if (port !== undefined && (await take(port))) return port;
  for (let tries = 0; tries < 500; tries += 1) {
    const port = randomInt(lowest, highest + 1);
    if (await take(port)) return port;
  }
  throw new Error(`no free port between ${lowest} and ${highest} on 127.0.0.1`);
}

async function take(port: number): Promise<boolean> {
  if (promised.has(port)) return false;
  promised.add(port);
  if (await isFree(port)) return true;
  promised.delete(port);
  return false;
}

export const giveBack = (ports: Iterable<number>): void => {
  for (const port of ports) promised.delete(port);
};
