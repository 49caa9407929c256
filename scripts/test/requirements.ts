import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Counts } from './count-reporter.ts';
import type { Outcome, Step } from './step.ts';

/** What docs/requirements.md promises: its chapters, and under each the tests that show it, as "file: title". */
export function requirementsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const chapters = text.split(/^## /m).slice(1);
  return new Map(
    chapters.map((chapter) => {
      const [name = '', ...lines] = chapter.split('\n');
      return [name, lines.flatMap((line) => /^- `(.+?)`: (.+)$/.exec(line)?.slice(1).join(': ') ?? [])];
    }),
  );
}

/** What stands in the page and did not pass. */
export const notShown = (
  requirements: ReadonlyMap<string, readonly string[]>,
  passed: ReadonlySet<string>,
): readonly string[] =>
  [...requirements].flatMap(([name, tests]) =>
    tests.length === 0
      ? [`${name} names no test`]
      : tests.filter((test) => !passed.has(test)).map((test) => `${name}: has not passed: ${test}`),
  );

/** Reads what the suites of this run left behind: only after all of them. */
export const requirementsStep: Step = {
  name: 'requirements',
  what: 'every test that docs/requirements.md names has passed in this run',
  verify: false,
  last: true,
  run({ root, outFolder }): Promise<Outcome> {
    const all = requirementsOf(readFileSync(join(root, 'docs', 'requirements.md'), 'utf8'));
    const missing = notShown(all, passedIn(outFolder));
    for (const line of missing) process.stdout.write(`${line}\n`);
    return Promise.resolve({
      passed: all.size - new Set(missing.map((line) => line.split(/:| names /)[0])).size,
      failed: missing.length,
      skipped: [],
    });
  },
};

function passedIn(folder: string): ReadonlySet<string> {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const counts = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Counts);
  return new Set(counts.flatMap((one) => one.names));
}
