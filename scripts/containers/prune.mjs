// Takes out of node_modules what this platform never loads: Temporal ships its native part for five platforms, 137 MB in all.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const require = createRequire(`${process.cwd()}/package.json`);
const worker = require.resolve('@temporalio/worker/package.json');
const bridge = dirname(createRequire(worker).resolve('@temporalio/core-bridge/package.json'));
const { getPrebuiltPath } = require(join(bridge, 'common.js'));

const ours = getPrebuiltPath();
if (!existsSync(ours)) throw new Error(`Temporal has no native part for this platform: ${ours}`);
const keep = basename(dirname(ours));
const releases = join(bridge, 'releases');
for (const name of readdirSync(releases))
  if (name !== keep) rmSync(join(releases, name), { recursive: true });
rmSync(join(bridge, 'sdk-core'), { recursive: true, force: true });
process.stdout.write(`kept ${keep}\n`);
