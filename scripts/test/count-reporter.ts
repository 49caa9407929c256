import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export type Counts = {
  passed: number;
  failed: number;
  skipped: string[];
  slowest: string[];
  /** What failed, with the first line of why. */
  failures: string[];
  /** What passed, as "file: title". */
  names: string[];
};

const named = 5;
const slowMs = 5_000;

/** Counts for the runner, with the reason of every skipped test and the names of those that took longest; a file that broke, or an error outside any test, counts as failed. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const counts: Counts = {
      passed: 0,
      failed: errors.length,
      skipped: [],
      slowest: [],
      failures: [],
      names: [],
    };
    counts.failures.push(...errors.map((error) => `outside any test${why([error])}`));
    const times: (readonly [number, string])[] = [];
    for (const module of modules) {
      if (module.errors().length > 0) {
        counts.failed += 1;
        counts.failures.push(`${module.relativeModuleId}${why(module.errors())}`);
      }
      for (const test of module.children.allTests()) {
        const result = test.result();
        times.push([test.diagnostic()?.duration ?? 0, test.fullName]);
        if (result.state === 'passed') {
          counts.passed += 1;
          counts.names.push(`${module.relativeModuleId}: ${test.name}`);
        } else if (result.state === 'skipped') counts.skipped.push(reasoned(test.fullName, result.note));
        else {
          counts.failed += 1;
          counts.failures.push(`${module.relativeModuleId}: ${test.fullName}${why(result.errors ?? [])}`);
        }
      }
    }
    times.sort(([one], [other]) => other - one);
    counts.slowest = times
      .slice(0, named)
      .filter(([ms]) => ms > slowMs)
      .map(([ms, name]) => `${Math.round(ms / 1000)} s, ${name}`);
    const file = process.env['ZAPIS_TEST_COUNTS'];
    if (file) writeFileSync(file, JSON.stringify(counts));
  }
}

const reasoned = (name: string, note: string | undefined): string => (note ? `${name} (${note})` : name);

const why = (errors: readonly SerializedError[]): string => {
  const [line] = (errors[0]?.message ?? '').split('\n');
  return line ? `: ${line.slice(0, 200)}` : '';
};
