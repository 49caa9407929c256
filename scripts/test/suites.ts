import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Counts } from './count-reporter.ts';
import { broken, type Context, type Outcome, runNode, type Step } from './step.ts';

/** `filter`: only files whose path holds it. */
export async function runVitest(project: string, context: Context, filter?: string): Promise<Outcome> {
  const file = join(context.outFolder, `${project}.json`);
  mkdirSync(context.outFolder, { recursive: true });
  rmSync(file, { force: true });
  const reporters = ['--reporter=dot', '--reporter=./scripts/test/count-reporter.ts'];
  const env = { ...context.env, ZAPIS_TEST_COUNTS: file };
  const code = await runNode([...vitest, '--project', project, ...reporters, ...(filter ? [filter] : [])], {
    ...context,
    env,
  });
  return outcomeOf(file, code);
}

const vitest = ['node_modules/vitest/vitest.mjs', 'run'];

/** A run that crashed, or ran nothing, has failed whatever it printed. */
function outcomeOf(file: string, code: number): Outcome {
  try {
    const counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
    const ranNothing = counts.passed + counts.failed === 0;
    const failed = counts.failed || (code !== 0 || ranNothing ? 1 : 0);
    return { ...counts, failed };
  } catch {
    return broken;
  }
}

const suite = (name: string, what: string, verify: boolean): Step => ({
  name,
  what,
  verify,
  run: (context) => runVitest(name, context),
});

export const quickSuites: readonly Step[] = [
  suite('unit', 'rules and parts, without any service', true),
  suite(
    'containers',
    'compose file, Dockerfile, secrets and proxy, as far as they go without an engine',
    true,
  ),
  suite('conformance', 'the Telegram emulator against foreign clients and the Bot API’s description', true),

  suite('replay', 'recorded workflow histories against today’s code', true),
];

const beside = (step: Step): Step => ({ ...step, beside: true });

export const serviceSuites: readonly Step[] = [
  suite('integration', 'adapters and workflows against the real thing', false),
  suite('e2e', 'whole roles through their doors', false),
  beside(suite('local', 'the launcher and every way a service is brought up', false)),
  beside(suite('browser', 'the sandbox’s chat page in a real Chromium', false)),
  beside(
    suite('faults', 'processes and services killed at named points; a checker reads what is left', false),
  ),
];
