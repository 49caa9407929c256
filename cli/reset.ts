import { reset, resetQuestion } from '../local/launcher/reset.ts';
import { placesOf } from '../local/paths.ts';
import { say } from './say.ts';

/** `zapis reset --yes`: clears the data of this folder. It stops nothing: while something runs it refuses. */
export async function run(argv: readonly string[]): Promise<number> {
  const unknown = argv.filter((word) => word !== '--yes');
  if (unknown.length > 0 || argv.length === 0) {
    say(resetQuestion(placesOf()));
    return 2;
  }
  const { ok, text } = await reset(placesOf());
  say(text);
  return ok ? 0 : 1;
}
