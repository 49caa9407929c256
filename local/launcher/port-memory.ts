import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from '../files.ts';
import { freePort, giveBack } from '../ports.ts';
import type { PortWish } from '../services/service.ts';

const schema = z.record(z.string(), z.int().min(1).max(65_535));

/** Ports chosen for this folder: the same as last time while they are free, so that open pages keep working. */
export type PortMemory = {
  readonly choose: (owner: string, wishes: readonly PortWish[]) => Promise<Readonly<Record<string, number>>>;
  /** After a clash: other ones than now. */
  readonly renew: (owner: string) => void;
  readonly close: () => void;
};

export function openPortMemory(runFolder: string): PortMemory {
  const file = join(runFolder, 'ports.json');
  const found = schema.safeParse(readJson(file));
  const remembered = new Map(Object.entries(found.success ? found.data : {}));
  const chosen = new Map<string, Promise<Readonly<Record<string, number>>>>();
  const mine = new Set<number>();
  const pick = async (owner: string, wishes: readonly PortWish[]) => {
    const ports: Record<string, number> = {};
    for (const { name, preferred } of wishes) {
      const port = await freePort([remembered.get(`${owner}.${name}`), ...preferred]);
      mine.add(port);
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
    close: () => giveBack(mine),
  };
}
