import type { TestServices } from './services.ts';
import { broken, type Context, type Outcome, type Step } from './step.ts';

export type Outcomes = Map<string, Outcome>;
export type Means = {
  readonly context: Context;
  readonly say: (text: string) => void;
  readonly bringUp: () => Promise<TestServices>;
};

const notRun = (step: Step, why: string): Outcome => ({
  passed: 0,
  failed: 0,
  skipped: [`${step.name}, as a whole (${why})`],
});

/** The quick steps first, those that bring up what they need beside all others; the services are there only while steps need them, and gone whatever happened. */
export async function runAll(list: readonly Step[], means: Means): Promise<Outcomes> {
  const beside = runBeside(
    list.filter((step) => step.beside),
    means,
  );
  const outcomes: Outcomes = new Map();
  const quick = list.filter((step) => step.verify);
  await runEach(quick, means, outcomes);
  await runWithServices(
    list.filter((step) => !step.verify && !step.beside && !step.last),
    means,
    outcomes,
  );
  for (const [name, outcome] of await beside) outcomes.set(name, outcome);
  await runEach(
    list.filter((step) => step.last),
    means,
    outcomes,
  );
  return inOrder(list, outcomes);
}

/** As they stand in the list, with whatever else went wrong after them. */
function inOrder(list: readonly Step[], outcomes: Outcomes): Outcomes {
  const sorted: Outcomes = new Map();
  for (const { name } of list) {
    const outcome = outcomes.get(name);
    if (outcome) sorted.set(name, outcome);
  }
  return new Map([...sorted, ...outcomes]);
}

async function runWithServices(list: readonly Step[], means: Means, outcomes: Outcomes): Promise<void> {
  if (list.length === 0) return;
  const { context, say } = means;
  if (context.signal.aborted) {
    for (const step of list) outcomes.set(step.name, notRun(step, 'interrupted'));
    return;
  }
  try {
    const services = await means.bringUp();
    try {
      const env = { ...context.env, ...services.env };
      await runEach(list, { ...means, context: { ...context, env } }, outcomes);
    } finally {
      await services.stop();
    }
  } catch (error) {
    say(`The services for the tests: ${told(error)}`);
    outcomes.set('services', broken);
    for (const step of list)
      if (!outcomes.has(step.name)) outcomes.set(step.name, notRun(step, 'no services'));
  }
}

/** What it prints comes in one piece, when it is over. */
async function runBeside(steps: readonly Step[], { context, say, ...means }: Means): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
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
