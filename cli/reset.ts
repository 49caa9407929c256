import { reset } from '../local/launcher/reset.ts';
import { placesOf } from '../local/paths.ts';

/** `zapis reset`: clears the data of this folder. It stops nothing: while something runs it refuses. */
export async function run(_argv: readonly string[]): Promise<number> {
  const { ok, text } = await reset(placesOf());
  process.stdout.write(`${text}\n`);
  return ok ? 0 : 1;
}
