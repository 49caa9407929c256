import { launchEnvironment } from '../config/launch.ts';
import { start } from '../local/launcher/start.ts';
import { orFaults } from './faults.ts';
import { say } from './say.ts';

export function run(_argv: readonly string[]): Promise<number> {
  // A closed terminal must not end us before everything we started is stopped.
  process.stdout.on('error', () => {});
  return orFaults(() => start({ env: launchEnvironment(process.env), write: say }));
}
