import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export type Counts = { passed: number; failed: number; skipped: string[] };

/** Counts for the runner, with the reason of every skipped test; a file that broke, or an error outside any test, counts as failed. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const counts: Counts = { passed: 0, failed: errors.length, skipped: [] };
    for (const module of modules) {
      if (module.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') counts.passed += 1;
        else if (result.state === 'skipped') counts.skipped.push(reasoned(test.fullName, result.note));
        else counts.failed += 1;
      }
    }
    const file = process.env['ZAPIS_TEST_COUNTS'];
    if (file) writeFileSync(file, JSON.stringify(counts));
  }
}

const reasoned = (name: string, note: string | undefined): string => (note ? `${name} (${note})` : name);
