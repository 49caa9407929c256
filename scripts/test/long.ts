// `npm run test:long`: the large counts. Each prints its seed and writes docs/proof/<name>.md with what it saw.
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Outcome, Step } from './step.ts';
import { runVitest } from './suites.ts';

type Long = {
  readonly name: string;
  readonly what: string;
  readonly project: string;
  readonly filter: string;
  readonly verify: boolean;
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
    env: (seed) => ({ FUZZ_SECONDS: '600', FUZZ_SEED: String(seed) }),
  },
  {
    name: 'faults',
    what: 'every named point at which a process or a service is killed',
    project: 'faults',
    filter: 'tests/faults/rounds.test.ts',
    verify: false,
    env: (seed) => ({ FAULT_ROUNDS: '99', FAULT_SEED: String(seed) }),
  },
  {
    name: 'races',
    what: 'races through Telegram with two processes of each role, twenty times each',
    project: 'integration',
    filter: 'tests/race/telegram.it.test.ts',
    verify: false,
    env: () => ({ RACE_REPEATS: '20' }),
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
      const seed = seedOf(context.env);
      process.stdout.write(`seed ${seed}\n`);
      const lines = join(context.outFolder, `${one.name}.lines`);
      mkdirSync(context.outFolder, { recursive: true });
      rmSync(lines, { force: true });
      const env = { ...context.env, ...one.env(seed), ZAPIS_PROOF_LINES: lines };
      const outcome = await runVitest(one.project, { ...context, env }, one.filter);
      const seen = existsSync(lines) ? readFileSync(lines, 'utf8').trim().split('\n') : [];
      writeFileSync(join(root, 'docs', 'proof', `${one.name}.md`), proof(one, seed, outcome, seen));
      return outcome;
    },
  }));

const gib = 1024 ** 3;

function proof(one: Long, seed: number, { passed, failed }: Outcome, seen: readonly string[]): string {
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${availableParallelism()} cores, ${Math.round(totalmem() / gib)} GiB, ${arch()}, Node ${process.versions.node}`;
  return [
    `# ${one.name}: ${one.what}`,
    '',
    `${day} · ${machine} · seed ${seed} · ${passed} passed, ${failed} failed`,
    '',
    `\`LONG_SEED=${seed} npm run test:long -- --only ${one.name}\` repeats it; this page is written by that command.`,
    '',
    ...seen.map((line) => `- ${line}`),
    '',
  ].join('\n');
}
