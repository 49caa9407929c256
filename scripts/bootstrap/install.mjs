// Installs the locked dependencies when the lockfile is not the one they were installed from.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './alone.mjs';
import { runNpm } from './run.mjs';
import { sayWhile, Told } from './say.mjs';

const fingerprint = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');

export async function installDependencies(root, env = process.env) {
  const marker = join(root, 'node_modules', '.zapis-installed');
  const wanted = fingerprint(root);
  const installed = () => existsSync(marker) && readFileSync(marker, 'utf8') === wanted;
  if (installed()) return false;
  return alone(root, async () => {
    if (installed()) return false;
    await install(root, env, marker);
    writeFileSync(marker, wanted);
    return true;
  });
}

async function install(root, env, marker) {
  const done = sayWhile('Installing the locked dependencies (once, until the lockfile changes)');
  rmSync(marker, { force: true });
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'];
  const result = await runNpm(['ci', ...flags], { cwd: root, env });
  if (result.code !== 0) {
    done('');
    throw new Told(`The dependencies could not be installed. npm said:\n${result.output.trim()}`);
  }
  done();
}
