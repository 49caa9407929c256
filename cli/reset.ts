import { reset, resetQuestion } from '../local/launcher/reset.ts';
import { placesOf } from '../local/paths.ts';
import type { Given, Usage } from './arguments.ts';
import { say } from './say.ts';

/** `zapis reset --yes`: clears the data of this folder. It stops nothing: while something runs it refuses. */
export const usage: Usage = {
  what: 'Clears the data of this folder. While something runs it refuses.',
  options: { yes: { what: 'does it; without it nothing is removed' } },
};

export async function run(given: Given): Promise<number> {
  if (!given.has('yes')) {
    say(resetQuestion(placesOf()));
    return 2;
  }
  const { ok, text } = await reset(placesOf());
  say(text);
  return ok ? 0 : 1;
}
