// `npm test` and `npm run verify`, once Node, dependencies and build are there (scripts/bootstrap).
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checks } from './checks.ts';
import { bringUpForTests } from './services.ts';
import type { Context, Outcome, Step } from './step.ts';
import { quickSuites, serviceSuites } from './suites.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const say = (text: string) => process.stdout.write(`${text}\n`);
const steps: readonly Step[] = [...checks, ...quickSuites, ...serviceSuites];

/** `--only a,b` by name, `--verify` for all that starts no service; nothing for everything. */
function chosen(argv: readonly string[]): readonly Step[] | undefined {
  if (argv.includes('--verify')) return steps.filter((step) => step.verify);
  const at = argv.indexOf('--only');
  if (at < 0) return steps;
  const names = new Set((argv[at + 1] ?? '').split(','));
  const found = steps.filter((step) => names.has(step.name));
  return found.length === names.size ? found : undefined;
}

async function runSteps(list: readonly Step[], context: Context): Promise<Map<Step, Outcome>> {
  const outcomes = new Map<Step, Outcome>();
  for (const step of list) {
    say(`\n── ${step.name}: ${step.what}`);
    outcomes.set(step, await step.run(context));
  }
  return outcomes;
}

function summarize(outcomes: ReadonlyMap<Step, Outcome>): number {
  const all = [...outcomes.values()];
  const sum = (pick: (outcome: Outcome) => number) =>
    all.reduce((total, outcome) => total + pick(outcome), 0);
  say('\n── summary');
  for (const [step, outcome] of outcomes)
    say(
      `  ${step.name.padEnd(12)} ${outcome.passed} passed, ${outcome.failed} failed${outcome.skipped.length ? `, ${outcome.skipped.length} skipped` : ''}`,
    );
  for (const name of all.flatMap((outcome) => outcome.skipped)) say(`  skipped: ${name}`);
  const failed = sum((outcome) => outcome.failed);
  const skipped = sum((outcome) => outcome.skipped.length);
  say(
    `\n${sum((outcome) => outcome.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  );
  return failed;
}

const list = chosen(process.argv.slice(2));
if (!list) {
  say(`--only takes names out of: ${steps.map((step) => step.name).join(', ')}`);
  process.exit(2);
}
const context: Context = {
  root,
  env: { ...process.env, TZ: 'UTC' },
  outFolder: join(root, '.zapis', 'test', 'reports'),
};
const outcomes = await runSteps(
  list.filter((step) => step.verify),
  context,
);

const withServices = list.filter((step) => !step.verify);
if (withServices.length > 0) {
  const services = await bringUpForTests(root, say);
  try {
    const found = await runSteps(withServices, { ...context, env: { ...context.env, ...services.env } });
    for (const [step, outcome] of found) outcomes.set(step, outcome);
  } finally {
    await services.stop();
  }
}
process.exit(summarize(outcomes) === 0 ? 0 : 1);
