// `npm run test:long`: the large counts. Each prints its seed and writes docs/proof/<name>.md with what it saw.
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Context, Outcome, Step } from './step.ts';
import { runVitest } from './suites.ts';

type Long = {
  readonly name: string;
  readonly what: string;
  readonly project: string;
  readonly filter: string;
  readonly verify: boolean;
  /** In a row, each with a seed of its own. */
  readonly runs: number;
  /** What makes it long; `seed` repeats it. */
  env(seed: number): Readonly<Record<string, string>>;
};

const long: readonly Long[] = [
  {
    name: 'fuzz',
    what: 'ten minutes of malformed calls to the Telegram emulator',
    project: 'conformance',
    filter: 'tests/conformance/fuzz.test.ts',
    verify: true,
    runs: 1,
    env: (seed) => ({ FUZZ_SECONDS: '600', FUZZ_SEED: String(seed) }),
  },
  {
    name: 'faults',
    what: 'every named point at which a process or a service is killed',
    project: 'faults',
    filter: 'tests/faults/rounds.test.ts',
    verify: false,
    runs: 3,
    env: (seed) => ({ FAULT_ROUNDS: '99', FAULT_SEED: String(seed) }),
  },
  {
    name: 'races',
    what: 'races through Telegram with two processes of each role, twenty times each',
    project: 'integration',
    filter: 'tests/race/telegram.it.test.ts',
    verify: false,
    runs: 3,
    env: () => ({ RACE_REPEATS: '20' }),
  },
  {
    name: 'broken',
    what: 'ways that must be caught, each beside the way it is done, through the same mishap',
    project: 'integration',
    filter: 'tests/race/broken',
    verify: false,
    runs: 1,
    env: () => ({}),
  },
  {
    name: 'temporal-lost',
    what: 'Temporal’s database deleted under fifty bookings',
    project: 'e2e',
    filter: 'tests/e2e/reconcile/temporal-lost.test.ts',
    verify: false,
    runs: 1,
    env: () => ({ LOST_BOOKINGS: '50' }),
  },
];

/** LONG_SEED repeats a run: the first of a row is it. */
const seedOf = (env: NodeJS.ProcessEnv): number => Number(env['LONG_SEED'] ?? randomInt(1, 2 ** 31));

type Run = Outcome & { readonly seed: number; readonly seen: readonly string[] };

export const longSteps = (root: string): readonly Step[] =>
  long.map((one) => ({
    name: one.name,
    what: one.what,
    verify: one.verify,
    async run(context) {
      const runs: Run[] = [];
      const first = seedOf(context.env);
      for (let at = 0; at < one.runs && !context.signal.aborted; at += 1)
        runs.push(await played(one, first + at, context));
      writeFileSync(join(root, 'docs', 'proof', `${one.name}.md`), proof(one, runs));
      return together(runs);
    },
  }));

async function played(one: Long, seed: number, context: Context): Promise<Run> {
  process.stdout.write(`seed ${seed}\n`);
  const lines = join(context.outFolder, `${one.name}.lines`);
  mkdirSync(context.outFolder, { recursive: true });
  rmSync(lines, { force: true });
  const env = { ...context.env, ...one.env(seed), ZAPIS_PROOF_LINES: lines };
  const outcome = await runVitest(one.project, { ...context, env }, one.filter);
  return { ...outcome, seed, seen: existsSync(lines) ? readFileSync(lines, 'utf8').trim().split('\n') : [] };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const together = (runs: readonly Run[]): Outcome => ({
  passed: sum(runs.map(({ passed }) => passed)),
  failed: runs.length === 0 ? 1 : sum(runs.map(({ failed }) => failed)),
  skipped: runs.flatMap(({ skipped }) => skipped),
  slowest: runs.at(-1)?.slowest ?? [],
});

const gib = 1024 ** 3;

function proof(one: Long, runs: readonly Run[]): string {
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${availableParallelism()} cores, ${Math.round(totalmem() / gib)} GiB, ${arch()}, Node ${process.versions.node}`;
  return [
    `# ${one.name}: ${one.what}`,
    '',
    `${day} · ${machine}`,
    '',
    `\`LONG_SEED=… npm run test:long -- --only ${one.name}\` repeats it; this page is written by that command.`,
    '',
    ...runs.flatMap((run, at) => [
      `## Run ${at + 1}: ${run.passed} passed, ${run.failed} failed (seed ${run.seed})`,
      '',
      ...(run.seen.length > 0 ? run.seen : (run.names ?? [])).map((line) => `- ${line}`),
      '',
    ]),
  ].join('\n');
}
