// `npm run test:long`: the large counts. Each writes docs/proof/<name>.md with what it saw.
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { houseModes } from '../../tests/support/house-mode.ts';
import { machine } from '../machine.ts';
import type { Context, Outcome, Step } from './step.ts';
import { runVitest } from './suites.ts';

type Long = {
  readonly name: string;
  readonly what: string;
  readonly project: string;
  readonly filter: string;
  readonly verify: boolean;
  /** What makes it long, run by run; `seed` repeats it. */
  runs(seed: number): readonly Run[];
};
type Run = { readonly name: string; readonly env: Readonly<Record<string, string>> };
type Ran = Run & Outcome & { readonly seen: readonly string[] };

const once = (env: Run['env'], name = 'once'): readonly Run[] => [{ name, env }];
/** In a row, each with a seed of its own; the first has the one that was given. */
const threeTimes = (seed: number, env: (seed: number) => Run['env']): readonly Run[] =>
  [0, 1, 2].map((more) => ({ name: `seed ${seed + more}`, env: env(seed + more) }));

const long: readonly Long[] = [
  {
    name: 'fuzz',
    what: 'ten minutes of malformed calls to the Telegram emulator',
    project: 'conformance',
    filter: 'tests/conformance/fuzz.test.ts',
    verify: true,
    runs: (seed) => once({ FUZZ_SECONDS: '600', FUZZ_SEED: String(seed) }, `seed ${seed}`),
  },
  {
    name: 'faults',
    what: 'every named point at which a process or a service is killed, three times in a row',
    project: 'faults',
    filter: 'tests/faults/rounds.test.ts',
    verify: false,
    runs: (seed) => threeTimes(seed, (own) => ({ FAULT_ROUNDS: '99', FAULT_SEED: String(own) })),
  },
  {
    name: 'notify-kills',
    what: 'bot and worker killed twenty times while bookings are made, moved and cancelled, and everybody has to hear of it',
    project: 'long',
    filter: 'tests/e2e/notify/kills/kills.long.test.ts',
    verify: false,
    runs: (seed) => once({ NOTIFY_KILLS: '20', NOTIFY_SEED: String(seed) }, `seed ${seed}`),
  },
  {
    name: 'conversation-kills',
    what: 'bot, worker, admin, Redis and a plugged-in worker lost twenty times each while people ask and are answered, by numbers',
    project: 'long',
    filter: 'tests/e2e/conversation/kills/kills.long.test.ts',
    verify: false,
    runs: (seed) => once({ CONVERSATION_KILLS: '20', CONVERSATION_SEED: String(seed) }, `seed ${seed}`),
  },
  {
    name: 'races',
    what: 'races through Telegram with two processes of each role, each twice, three times in a row',
    project: 'integration',
    filter: 'tests/race/telegram.it.test.ts',
    verify: false,
    runs: (seed) => threeTimes(seed, () => ({ RACE_REPEATS: '2' })),
  },
  {
    name: 'broken',
    what: 'ways that must be caught, each beside the way it is done, through the same mishap',
    project: 'integration',
    filter: 'tests/race/broken',
    verify: false,
    runs: () => once({}),
  },
  {
    name: 'temporal-lost',
    what: 'Temporal’s database deleted under fifty bookings',
    project: 'e2e',
    filter: 'tests/e2e/reconcile/temporal-lost.test.ts',
    verify: false,
    runs: () => once({ LOST_BOOKINGS: '50' }),
  },
  {
    name: 'two-bots',
    what: 'every end-to-end test with two processes of the bot',
    project: 'e2e',
    filter: 'tests/e2e',
    verify: false,
    runs: () => once({ ZAPIS_TEST_HOUSE: 'two-bots' }),
  },
  {
    name: 'journeys',
    what: 'the whole journey of a candidate by webhook, with two processes of each role, with both, with two bots, and without Redis',
    project: 'e2e',
    filter: 'tests/e2e/journey',
    verify: false,
    runs: () =>
      [...Object.keys(houseModes), 'webhook,replicas'].map((mode) => ({
        name: mode.replace(',', ' and '),
        // Two houses of six processes each would starve one another on two cores.
        env: { ZAPIS_TEST_HOUSE: mode, ...(mode.includes('replicas') ? { VITEST_MAX_WORKERS: '1' } : {}) },
      })),
  },
];

/** LONG_SEED repeats a run. */
const seedOf = (env: NodeJS.ProcessEnv): number => Number(env['LONG_SEED'] ?? randomInt(1, 2 ** 31));

export const longSteps = (root: string): readonly Step[] =>
  long.map((one) => ({
    name: one.name,
    what: one.what,
    verify: one.verify,
    async run(context) {
      const all: Ran[] = [];
      for (const run of one.runs(seedOf(context.env)))
        if (!context.signal.aborted) all.push(await played(one, run, context));
      writeFileSync(join(root, 'docs', 'proof', `${one.name}.md`), proof(one, all));
      return together(all);
    },
  }));

async function played(one: Long, run: Run, context: Context): Promise<Ran> {
  process.stdout.write(`\n${one.name}: ${run.name}\n`);
  const lines = join(context.outFolder, `${one.name}.lines`);
  mkdirSync(context.outFolder, { recursive: true });
  rmSync(lines, { force: true });
  const env = { ...context.env, ...run.env, ZAPIS_PROOF_LINES: lines };
  const outcome = await runVitest(one.project, { ...context, env }, one.filter);
  return {
    ...outcome,
    ...run,
    seen: existsSync(lines) ? readFileSync(lines, 'utf8').trim().split('\n') : [],
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const together = (all: readonly Ran[]): Outcome => ({
  passed: sum(all.map(({ passed }) => passed)),
  failed: all.length === 0 ? 1 : sum(all.map(({ failed }) => failed)),
  skipped: all.flatMap(({ name, skipped }) => skipped.map((test) => `${name}: ${test}`)),
  slowest: all.at(-1)?.slowest ?? [],
});

function proof(one: Long, all: readonly Ran[]): string {
  const day = new Date().toISOString().slice(0, 10);
  return [
    `# ${one.name}: ${one.what}`,
    '',
    `${day} · ${machine()}`,
    '',
    `\`npm run test:long -- --only ${one.name}\` repeats it (with \`LONG_SEED=…\` what had that seed); this page is written by that command.`,
    ...all.flatMap(({ name, passed, failed, seen, names = [], skipped }) => [
      '',
      `## ${name}: ${passed} passed, ${failed} failed`,
      '',
      ...(seen.length > 0 ? seen : names).map((line) => `- ${line}`),
      ...skipped.map((test) => `- skipped: ${test}`),
    ]),
    '',
  ].join('\n');
}
