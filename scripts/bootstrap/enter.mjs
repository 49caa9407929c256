// The way in for every command: Node, dependencies, build, then the real program in a Node that fits.
// Plain JavaScript without dependencies on purpose: it runs on any Node from 18, before anything is installed.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfChanged } from './build.mjs';
import { installDependencies } from './install.mjs';
import { findNode } from './node.mjs';
import { say, Told } from './say.mjs';
import { onStop, Stopped, throwIfStopped, watchForStop } from './stopping.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export async function enter(script, args) {
  watchForStop();
  try {
    const node = await findNode();
    const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
    await installDependencies(root, env);
    await buildIfChanged(root, node, env);
    throwIfStopped();
    process.exitCode = await handOver(node, [join(root, script), ...args], env);
  } catch (error) {
    if (error instanceof Stopped) say('Stopped before anything was started.');
    else say(error instanceof Told ? `\n${error.message}` : `\n${error?.stack ?? error}`);
    process.exitCode = error instanceof Stopped ? error.code : 1;
  }
}

/** The channel lets the program notice when this process is killed, and stop what it started. */
function handOver(node, args, env) {
  return new Promise((resolve) => {
    const child = spawn(node, args, { env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
    // A terminal sends Ctrl-C to both of us; a supervisor sends a signal to this process only: pass it on, the program takes it once.
    onStop((signal) => child.kill(signal));
    child.on('error', (error) => {
      say(`could not run ${node}: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
