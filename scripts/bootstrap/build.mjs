// Builds dist/ when a source changed: scripts/build.ts does the work, this decides whether it is due.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';
import { sayWhile, Told } from './say.mjs';

const rooms = [
  'core',
  'contracts',
  'workflows',
  'activities',
  'adapters',
  'runtime',
  'bot',
  'admin',
  'workers',
  'cli',
  'config',
  'sandbox',
  'local',
];
const files = [
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/build.ts',
  'scripts/build-page.ts',
];

function addFolder(hash, folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, path);
    else hash.update(`${path}\0${statSync(path).size}\0`).update(readFileSync(path));
  }
}

export function sourcesFingerprint(root) {
  const hash = createHash('sha256');
  for (const file of files) if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
  for (const room of rooms) addFolder(hash, join(root, room));
  return hash.digest('hex');
}

export async function buildIfChanged(root, node, env = process.env) {
  const marker = join(root, 'dist', '.built');
  const wanted = sourcesFingerprint(root);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return false;
  const done = sayWhile('Building what changed');
  const result = await run(node, [join(root, 'scripts', 'build.ts'), wanted], { cwd: root, env });
  if (result.code !== 0) {
    done('');
    throw new Told(`The build failed:\n${result.output.trim()}`);
  }
  done();
  return true;
}
