import { report } from '../local/launcher/report.ts';
import { readStatus } from '../local/launcher/status.ts';
import { placesOf } from '../local/paths.ts';
import type { Given, Usage } from './arguments.ts';

/** `zapis status [--json]`: what runs from this folder. 1 when nothing does. */
export const usage: Usage = {
  what: 'What runs from this folder; the exit code is 1 when nothing does.',
  options: { json: { what: 'for programs' } },
};

export async function run(given: Given): Promise<number> {
  const status = readStatus(placesOf());
  if (given.has('json')) {
    print(JSON.stringify(status ?? { version: 1, state: 'stopped' }, null, 2));
  } else if (status === undefined) {
    print('zapis does not run from this folder. Type: npm start');
  } else {
    print(`${status.state} since ${status.since}, process ${status.launcher.pid}\n\n${report(status)}`);
  }
  return status === undefined ? 1 : 0;
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);
