import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, type Outcome, runNode, type Step } from './step.ts';

type Assertion = { fullName: string; status: string; meta?: { skipReason?: string } };
type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  numTotalTests: number;
  testResults: { assertionResults: Assertion[] }[];
};

async function runVitest(project: string, context: Context): Promise<Outcome> {
  const report = join(context.outFolder, `${project}.json`);
  mkdirSync(context.outFolder, { recursive: true });
  rmSync(report, { force: true });
  const flags = ['--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runNode(['node_modules/vitest/vitest.mjs', 'run', ...flags], context);
  return readReport(report, code);
}

/** A run that crashed, or ran nothing, has failed whatever it printed. */
function readReport(path: string, code: number): Outcome {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8')) as VitestReport;
    const skipped = report.testResults
      .flatMap((file) => file.assertionResults)
      .filter((test) => test.status === 'skipped' || test.status === 'pending')
      .map((test) => test.fullName);
    const failed = report.numFailedTests || (code === 0 && report.numTotalTests > 0 ? 0 : 1);
    return { passed: report.numPassedTests, failed, skipped };
  } catch {
    return { passed: 0, failed: 1, skipped: [] };
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

export const serviceSuites: readonly Step[] = [
  suite('integration', 'adapters and workflows against the real services', false),
  suite('e2e', 'whole roles through their doors', false),
];
