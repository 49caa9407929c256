import type { TestServices } from './services.ts';
import { broken, type Context, type Outcome, type Step } from './step.ts';

export type Outcomes = Map<string, Outcome>;
export type Means = {
  readonly context: Context;
  readonly say: (text: string) => void;
  readonly bringUp: (say: Means['say']) => Promise<TestServices>;
};

const notRun = (step: Step, why: string): Outcome => ({
  passed: 0,
  failed: 0,
  skipped: [`${step.name}, as a whole (${why})`],
});

/**
 * The quick steps first, while the services come up behind them (the first time that is a build of minutes); then what needs
 * the services, which are gone afterwards whatever happened. Steps that bring up what they need run beside all others, as soon as
 * the services are there: then everything that they start is on this machine.
 */
export async function runAll(list: readonly Step[], means: Means): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  const needing = list.filter((step) => !step.verify && !step.beside && !step.last);
  const services = needing.length > 0 ? comeUp(means) : undefined;
  const beside = runBeside(
    list.filter((step) => step.beside),
    means,
    services?.settled,
  );
  const quick = list.filter((step) => step.verify);
  await runEach(quick, means, outcomes);
  if (services) await runWithServices(needing, means, outcomes, services);
  for (const [name, outcome] of await beside) outcomes.set(name, outcome);
  await runEach(
    list.filter((step) => step.last),
    means,
    outcomes,
  );
  return inOrder(list, outcomes);
}

type ComingUp = {
  readonly up: Promise<TestServices>;
  /** Up, or never. */
  readonly settled: Promise<void>;
  /** From now on what it says is said at once. */
  readonly aloud: () => void;
};

function comeUp({ bringUp, say }: Means): ComingUp {
  let held: string[] | undefined = [];
  const up = bringUp((text) => (held ? void held.push(text) : say(text)));
  const aloud = () => {
    for (const text of held ?? []) say(text);
    held = undefined;
  };
  return { up, aloud, settled: up.then(nothing, nothing) };
}
const nothing = () => {};

/** As they stand in the list, with whatever else went wrong after them. */
function inOrder(list: readonly Step[], outcomes: Outcomes): Outcomes {
  const sorted: Outcomes = new Map();
  for (const { name } of list) {
    const outcome = outcomes.get(name);
    if (outcome) sorted.set(name, outcome);
  }
  return new Map([...sorted, ...outcomes]);
}

async function runWithServices(
  list: readonly Step[],
  means: Means,
  outcomes: Outcomes,
  { up, aloud }: ComingUp,
): Promise<void> {
  const { context, say } = means;
  aloud();
  try {
    const services = await up;
    try {
      const env = { ...context.env, ...services.env };
      await runEach(list, { ...means, context: { ...context, env } }, outcomes);
    } finally {
      await services.stop();
    }
  } catch (error) {
    const { aborted } = context.signal;
    if (!aborted) {
      say(`The services for the tests: ${told(error)}`);
      outcomes.set('services', broken);
    }
    for (const step of list)
      if (!outcomes.has(step.name))
        outcomes.set(step.name, notRun(step, aborted ? 'interrupted' : 'no services'));
  }
}

/** What it prints comes in one piece, when it is over. */
async function runBeside(
  steps: readonly Step[],
  { context, say, ...means }: Means,
  after: Promise<void> | undefined,
): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  if (steps.length > 0) await after;
  const held: string[] = [];
  const hold = (printed: Buffer) => void held.push(printed.toString());
  const note = (text: string) => void held.push(`${text}\n`);
  await runEach(steps, { ...means, say: note, context: { ...context, hold } }, outcomes);
  if (held.length > 0) say(held.join(''));
  return outcomes;
}

async function runEach(steps: readonly Step[], { context, say }: Means, outcomes: Outcomes): Promise<void> {
  for (const step of steps) {
    if (context.signal.aborted) {
      outcomes.set(step.name, notRun(step, 'interrupted'));
      continue;
    }
    say(`\n── ${step.name}: ${step.what}`);
    const begun = performance.now();
    try {
      const outcome = await step.run(context);
      outcomes.set(step.name, { ...outcome, seconds: Math.round((performance.now() - begun) / 1000) });
    } catch (error) {
      say(told(error));
      outcomes.set(step.name, broken);
    }
  }
}

const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The last line is for programs, too: nothing else stands on it, and nothing comes after it. */
export function summaryOf(outcomes: ReadonlyMap<string, Outcome>): {
  readonly text: string;
  readonly failed: number;
} {
  const all = [...outcomes.values()];
  const skipped = all.flatMap((outcome) => outcome.skipped);
  const failed = all.reduce((sum, outcome) => sum + outcome.failed, 0);
  const passed = all.reduce((sum, outcome) => sum + outcome.passed, 0);
  const lines = [...outcomes].map(([name, one]) => {
    const more = one.skipped.length > 0 ? `, ${one.skipped.length} skipped` : '';
    const time = one.seconds === undefined ? '' : `  (${one.seconds} s)`;
    return `  ${name.padEnd(12)} ${one.passed} passed, ${one.failed} failed${more}${time}`;
  });
  const slow = [...outcomes].flatMap(([name, one]) =>
    (one.slowest ?? []).map((test) => `  slow: ${name}, ${test}`),
  );
  const failures = [...outcomes].flatMap(([name, one]) =>
    (one.failures ?? []).map((test) => `  failed: ${name}, ${test}`),
  );
  const named = skipped.map((name) => `  skipped: ${name}`);
  const count = skipped.length > 0 ? [`  ${skipped.length} skipped`] : [];
  const last = `${passed} passed, ${failed} failed`;
  return {
    text: ['\n── summary', ...lines, ...slow, ...named, ...count, ...failures, '', last].join('\n'),
    failed,
  };
}
