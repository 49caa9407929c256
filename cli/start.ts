import { start } from '../local/launcher/start.ts';

export function run(_argv: readonly string[]): Promise<number> {
  // A closed terminal must not end us before everything we started is stopped.
  process.stdout.on('error', () => {});
  return start({ env: process.env, write: (text) => process.stdout.write(`${text}\n`) });
}
