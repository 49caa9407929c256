// `npm run record-histories [names]`: plays every path of every workflow in the whole product, brought up for this alone,
// and keeps the histories for tests/replay. Needs nothing but what `npm start` needs.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { recordHistories } from './histories/record.ts';
import { interruption } from './test/interruption.ts';
import { bringUpForTests } from './test/services.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

execFileSync(process.execPath, ['scripts/build.ts'], { cwd: root, stdio: 'inherit' });
const interrupted = interruption();
const configured = process.env['ZAPIS_TEST_TEMPORAL_ADDRESS'] !== undefined;
const services = configured
  ? { env: {}, stop: async () => undefined }
  : await bringUpForTests(root, say, interrupted.signal);
Object.assign(process.env, services.env);
try {
  const failed = await recordHistories(process.argv.slice(2), say);
  say(failed.length === 0 ? 'all recorded' : `not recorded: ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  await services.stop();
  interrupted.close();
}
