// Bundles the sandbox's chat page: one script, one style sheet, nothing from elsewhere.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';

const page = join(import.meta.dirname, '..', 'sandbox', 'page');

/** Later files may overrule earlier ones: their names begin with numbers. */
function styles(): string {
  const folder = join(page, 'style');
  const files = readdirSync(folder).filter((name) => name.endsWith('.css'));
  return files
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

export async function buildPage(into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  await build({
    input: join(page, 'main.tsx'),
    tsconfig: join(page, 'tsconfig.json'),
    platform: 'browser',
    output: { file: join(into, 'page.js'), format: 'esm', minify: true, sourcemap: true },
    logLevel: 'warn',
  });
  writeFileSync(join(into, 'page.css'), styles());
  for (const name of ['index.html', 'icon.svg']) cpSync(join(page, name), join(into, name));
}
