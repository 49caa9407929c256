import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from '../files.ts';
import type { Places } from '../paths.ts';
import { freePort, isFree } from '../ports.ts';
import type { PortWish } from '../services/service.ts';
import { type Lock, takeLock } from '../supervise/lock.ts';
import { StartTrouble } from '../trouble.ts';

const schema = z.record(z.string(), z.int().min(1).max(65_535));

/** Ports chosen for this folder: the well-known ones while they are free, else the same as last time. */
export type PortMemory = {
  readonly choose: (owner: string, wishes: readonly PortWish[]) => Promise<Readonly<Record<string, number>>>;
  /** After a clash: other ones than now. */
  readonly renew: (owner: string) => void;
  readonly close: () => void;
};

export function openPortMemory(places: Places): PortMemory {
  const file = join(places.run, 'ports.json');
  const found = schema.safeParse(readJson(file));
  const remembered = new Map(Object.entries(found.success ? found.data : {}));
  const chosen = new Map<string, Promise<Readonly<Record<string, number>>>>();
  const claims = openClaims(places);
  const pick = async (owner: string, wishes: readonly PortWish[]) => {
    const ports: Record<string, number> = {};
    for (const { name, wanted, preferred } of wishes) {
      // What a person named is meant: another port instead would be found by nobody.
      const port =
        wanted === undefined
          ? await freePort([...preferred, remembered.get(`${owner}.${name}`)], claims.claim, claims.giveBack)
          : await named(name, wanted, claims);
      remembered.set(`${owner}.${name}`, port);
      ports[name] = port;
    }
    writeJson(file, Object.fromEntries(remembered));
    return ports;
  };
  return {
    choose: (owner, wishes) => {
      const ports = chosen.get(owner) ?? pick(owner, wishes);
      chosen.set(owner, ports);
      return ports;
    },
    renew: (owner) => {
      chosen.delete(owner);
      for (const key of Array.from(remembered.keys()))
        if (key.startsWith(`${owner}.`)) remembered.delete(key);
    },
    close: claims.close,
  };
}

async function named(
  name: string,
  port: number,
  { claim, giveBack }: ReturnType<typeof openClaims>,
): Promise<number> {
  if (claim(port)) {
    if (await isFree(port)) return port;
    giveBack(port);
  }
  throw new StartTrouble({
    what: `Port ${port}, named for ${name}, is taken by another program`,
    todo: 'Name another one, or none: a free one is chosen then',
  });
}

/**
 * A claim per port, seen by every checkout of this user. Two that start at the same moment would otherwise both choose
 * a free port, and one would find the other's service answering there and take it for its own.
 */
export function openClaims(places: Pick<Places, 'cache'>) {
  const held = new Map<number, Lock | undefined>();
  const giveBack = (port: number) => {
    held.get(port)?.release();
    held.delete(port);
  };
  const claim = (port: number): boolean => {
    if (held.has(port)) return false;
    try {
      const taken = takeLock(join(places.cache, '.locks', `port-${port}`));
      if (!taken.ok) return false;
      held.set(port, taken.lock);
    } catch {
      // A cache that cannot be written makes this rarer trouble possible, not a start impossible.
      held.set(port, undefined);
    }
    return true;
  };
  return { claim, giveBack, close: () => Array.from(held.keys()).forEach(giveBack) };
}
