// Builds dist/ when a source changed: scripts/build.ts does the work, this decides whether it is due.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { alone } from './alone.mjs';
import { run } from './run.mjs';
import { sayWhile, Told } from './say.mjs';

const files = [
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/build.ts',
  'scripts/build-page.ts',
];

/** The rooms that are compiled. */
const roomsOf = (root) => JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8')).include;

/** What does not reach dist/. */
const isAside = (name) => /\.test\.tsx?$|\.md$/.test(name);

function addFolder(hash, root, folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, root, path);
    else if (!isAside(entry.name))
      hash.update(`${relative(root, path)}\0${statSync(path).size}\0`).update(readFileSync(path));
  }
}

export function sourcesFingerprint(root) {
  const hash = createHash('sha256');
  for (const file of files) if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
  for (const room of roomsOf(root)) addFolder(hash, root, join(root, room));
  return hash.digest('hex');
}

export async function buildIfChanged(root, node, env = process.env) {
  const marker = join(root, 'dist', '.built');
  const isBuilt = (wanted) => existsSync(marker) && readFileSync(marker, 'utf8') === wanted;
  if (isBuilt(sourcesFingerprint(root))) return false;
  return alone(root, async () => {
    const wanted = sourcesFingerprint(root);
    if (isBuilt(wanted)) return false;
    const done = sayWhile('Building what changed');
    const result = await run(node, [join(root, 'scripts', 'build.ts'), wanted], { cwd: root, env });
    if (result.code !== 0) {
      done('');
      throw new Told(`The build failed:\n${result.output.trim()}`);
    }
    done();
    return true;
  });
}
