import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { sourcesFingerprint } from '../../scripts/bootstrap/build.mjs';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Where a bundle of today's workflows lies: the build's, if it was made of this tree; else a new one, in the folder. */
export async function bundleInto(folder: string): Promise<string> {
  if (builtOfThisTree()) return at('dist/workflow-bundle.js');
  const { code } = await bundleWorkflowCode({
    workflowsPath: at('workflows/index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  const path = join(folder, 'bundle.js');
  writeFileSync(path, code);
  return path;
}

function builtOfThisTree(): boolean {
  const built = at('dist/.built');
  return existsSync(built) && readFileSync(built, 'utf8') === sourcesFingerprint(at(''));
}
