// Compiles every room into dist/, prebuilds the workflow bundle, so that no worker bundles at start, the chat page, and what the panel’s pages load.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { buildPage } from './build-page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (path: string) => `${root}${path}`;

rmSync(at('dist'), { recursive: true, force: true });
mkdirSync(at('dist'));

const compiled = spawnSync(
  process.execPath,
  [at('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
if (compiled.status !== 0) process.exit(1);

const { code } = await bundleWorkflowCode({
  workflowsPath: at('dist/workflows/index.js'),
  logger: new DefaultLogger('WARN'),
});
writeFileSync(at('dist/workflow-bundle.js'), code);

await buildPage(at('dist/sandbox/page'));
for (const pages of ['panel', 'me'])
  cpSync(at(`admin/${pages}/assets`), at(`dist/admin/${pages}/assets`), { recursive: true });

// The last thing written: a build that was cut short is built again.
const fingerprint = process.argv[2];
if (fingerprint) writeFileSync(at('dist/.built'), fingerprint);
