import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Those that take longest, as they were seen. In a fresh clone nothing is known of how long a file takes, and a short one may be long: begun last, it
 * leaves the other processes idle.
 */
const long = [
  'tests/e2e/notify/matrix.test.ts',
  'tests/e2e/panel/everything.test.ts',
  'tests/e2e/notify/told.test.ts',
  'tests/e2e/reconcile/many-terminated.test.ts',
  'tests/e2e/journey/invite-and-privacy.test.ts',
  'tests/e2e/panel/coordinator.test.ts',
  'tests/e2e/journey/announcement.test.ts',
  'tests/e2e/conversation/quick.test.ts',
  'tests/e2e/conversation/desk.test.ts',
  'tests/e2e/ways-to-run.test.ts',
  'tests/containers/roles.it.test.ts',
  'tests/race/telegram.it.test.ts',
  'tests/integration/cli.test.ts',
  'tests/integration/gateway.test.ts',
  'tests/integration/booking/crashes.test.ts',
];

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.indexOf(relative(this.ctx.config.root, moduleId));
      return at === -1 ? long.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
