import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from '../files.ts';
import type { Identity } from './identity.ts';

/** What we started and have not seen end. It outlives a launcher that is killed: the next one ends what is left. */
export type Recorded = Identity & { readonly name: string; readonly cleanup?: readonly string[] | undefined };

const schema = z.array(
  z.object({
    name: z.string(),
    pid: z.int().min(2),
    started: z.string(),
    boot: z.string(),
    cleanup: z.array(z.string()).optional(),
  }),
);

export type Records = {
  readonly all: () => readonly Recorded[];
  readonly add: (one: Recorded) => void;
  readonly remove: (who: Identity) => void;
};

/** `mayWrite`: false once the folder is no longer ours; what is written there then is another launcher's. */
export function openRecords(runFolder: string, mayWrite: () => boolean = () => true): Records {
  const file = join(runFolder, 'processes.json');
  const found = schema.safeParse(readJson(file));
  let list: readonly Recorded[] = found.success ? found.data : [];
  const change = (next: readonly Recorded[]) => {
    list = next;
    if (mayWrite()) writeJson(file, list);
  };
  return {
    all: () => list,
    add: (one) => change([...list, one]),
    remove: (who) => change(list.filter((one) => one.pid !== who.pid || one.started !== who.started)),
  };
}
