import { launchEnvironment } from '../config/launch.ts';
import { start } from '../local/launcher/start.ts';
import type { Usage } from './arguments.ts';
import { orFaults } from './faults.ts';
import { say } from './say.ts';

export const usage: Usage = {
  what: 'Brings up services and roles on this machine, prints where they are, and runs until Ctrl-C.',
};

export function run(): Promise<number> {
  // A closed terminal must not end us before everything we started is stopped.
  process.stdout.on('error', () => {});
  return orFaults(() => start({ env: launchEnvironment(process.env), write: say }));
}
