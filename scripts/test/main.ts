// `npm test` and `npm run verify`, once Node, dependencies and build are there (scripts/bootstrap).
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checks } from './checks.ts';
import { interruption } from './interruption.ts';
import { longSteps } from './long.ts';
import { requirementsStep } from './requirements.ts';
import { runAll, summaryOf } from './run.ts';
import { bringUpForTests } from './services.ts';
import type { Step } from './step.ts';
import { quickSuites, serviceSuites } from './suites.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const say = (text: string) => process.stdout.write(`${text}\n`);
const steps: readonly Step[] = [...checks, ...quickSuites, ...serviceSuites, requirementsStep];

const argv = process.argv.slice(2);
const all = argv.includes('--long') ? longSteps(root) : steps;

/** `--only a,b` by name, `--verify` for all that starts no service, `--long` for the large counts; nothing for everything else. */
function chosen(): readonly Step[] | undefined {
  if (argv.includes('--verify')) return all.filter((step) => step.verify);
  const at = argv.indexOf('--only');
  if (at < 0) return all;
  const names = new Set((argv[at + 1] ?? '').split(','));
  const found = all.filter((step) => names.has(step.name));
  return found.length === names.size ? found : undefined;
}

const list = chosen();
if (!list) {
  say(`--only takes names out of: ${all.map((step) => step.name).join(', ')}`);
  process.exit(2);
}
/** What Node compiles, the hundreds of processes of one run compile once. */
const compiled = join(root, '.zapis', 'test', 'compiled');
rmSync(compiled, { recursive: true, force: true });
// A closed terminal must not end us before the services are stopped.
process.stdout.on('error', () => {});
const interrupted = interruption();
const { signal } = interrupted;
const outcomes = await runAll(list, {
  context: {
    root,
    env: { NODE_COMPILE_CACHE: compiled, ...process.env, TZ: 'UTC' },
    outFolder: join(root, '.zapis', 'test', 'reports'),
    signal,
  },
  say,
  bringUp: (toldTo) => bringUpForTests(root, toldTo, signal),
});
const { text, failed } = summaryOf(outcomes);
say(text);
process.exit(interrupted.code() ?? (failed === 0 ? 0 : 1));
