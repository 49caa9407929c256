import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Places } from '../paths.ts';
import { diskTrouble, StartTrouble, sentence } from '../trouble.ts';
import { openSession } from './session.ts';

type Answer = { readonly ok: boolean; readonly text: string };

const cleared = ['data', 'logs', 'run'] as const;

/** What a reset would remove, and how to mean it. */
export const resetQuestion = (places: Places): string =>
  [
    'This removes what zapis keeps for this folder (all bookings, people and logs):',
    ...cleared.map((folder) => `  ${join(places.data, folder)}`),
    'To do it:  npx zapis reset --yes',
  ].join('\n');

/** Removes what zapis wrote into its data folder, and nothing else that may lie there. */
export async function reset(places: Places): Promise<Answer> {
  if (!cleared.some((folder) => existsSync(join(places.data, folder))))
    return { ok: true, text: `Nothing to clear in ${places.data}.` };
  try {
    const opened = await openSession(places);
    if (!opened.ok)
      return {
        ok: false,
        text: `zapis runs from this folder (process ${opened.holder.pid}). Stop it first (Ctrl-C), then reset.`,
      };
    // The lock lies in `run` and is given back only when everything else is gone.
    for (const folder of cleared.filter((one) => one !== 'run'))
      rmSync(join(places.data, folder), { recursive: true, force: true });
    opened.session.close();
    rmSync(places.run, { recursive: true, force: true });
    if (readdirSync(places.data).length === 0) rmSync(places.data, { recursive: true });
    return { ok: true, text: `Cleared ${places.data}. Downloads and builds are kept in ${places.cache}.` };
  } catch (error) {
    if (error instanceof StartTrouble) return { ok: false, text: sentence(error.trouble) };
    const trouble = diskTrouble(error, places.data, 'ZAPIS_DATA_DIR');
    if (trouble) return { ok: false, text: `Not everything was cleared. ${sentence(trouble)}` };
    throw error;
  }
}
