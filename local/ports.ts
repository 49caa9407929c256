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

/** Says whether a port may be had; once it said yes nobody else gets a yes. */
export type ClaimPort = (port: number) => boolean;

export async function freePort(
  preferred: readonly (number | undefined)[],
  claim: ClaimPort,
  giveBack: (port: number) => void,
): Promise<number> {
  const random = Array.from({ length: 500 }, () => randomInt(lowest, highest + 1));
  for (const port of [...preferred, ...random]) {
    // Claimed first and looked at then: the other way round two could see the same port free.
    if (port === undefined || !claim(port)) continue;
    if (await isFree(port)) return port;
    giveBack(port);
  }
  throw new Error(`no free port between ${lowest} and ${highest} on 127.0.0.1`);
}
