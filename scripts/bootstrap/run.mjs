import { spawn, spawnSync } from 'node:child_process';
import { onStop, Stopped, throwIfStopped } from './stopping.mjs';

const graceMs = 5_000;

/**
 * Runs a program to its end; resolves with its exit code and what it printed. In a group of its own: a signal to us
 * ends all of it, and what it began is not still written to when the next command looks.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    throwIfStopped();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
    let stopped;
    let patience;
    const off = onStop((signal) => {
      signalGroup(child, stopped ? 'SIGKILL' : signal);
      stopped ??= signal;
      patience ??= setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
    });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const ended = (result) => {
      off();
      clearTimeout(patience);
      if (stopped) reject(new Stopped(stopped));
      else resolve(result);
    };
    child.on('error', (error) => ended({ code: 127, output: String(error.message) }));
    child.on('close', (code) => ended({ code: code ?? 1, output }));
  });
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended already, or never began.
  }
}

/** npm as the person called it: the one that runs us if there is one, else the one on PATH. */
function npmCommand(env = process.env) {
  const cli = env.npm_execpath;
  if (cli && /npm-cli\.c?js$/.test(cli)) return { command: process.execPath, first: [cli] };
  return { command: 'npm', first: [] };
}

export function runNpm(args, options = {}) {
  const npm = npmCommand(options.env);
  return run(npm.command, [...npm.first, ...args], options);
}

/** What `node --version` says, or null when the binary does not run. */
export function versionOf(node) {
  const result = spawnSync(node, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  const match = /^v(\d+)\.(\d+)\.(\d+)/.exec(result.stdout ?? '');
  return match ? { text: match[0], major: Number(match[1]), minor: Number(match[2]) } : null;
}
