import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Line } from '../figure.ts';
import { proportionalMiB, read } from '../memory.ts';

const restMs = 60_000;
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const dataDir = fileURLToPath(new URL('../../.zapis/bench-idle', import.meta.url));

/** `npm start` as it is, with its services, demo and sandbox, after a minute in which nobody did anything. */
export async function idle(): Promise<readonly Line[]> {
  rmSync(dataDir, { recursive: true, force: true });
  const started = spawn(process.execPath, [main, 'start'], {
    env: { ...process.env, ZAPIS_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((resolve) => started.once('exit', resolve));
  try {
    await new Promise<void>((resolve, reject) => {
      let said = '';
      started.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk;
        if (said.includes('Ctrl-C')) resolve();
      });
      started.once('exit', (code) => reject(new Error(`it ended with ${code}: ${said.slice(-500)}`)));
    });
    await pause(restMs);
    const parts = familyOf(started.pid ?? 0).map((pid) => ({ name: nameOf(pid), mib: proportionalMiB(pid) }));
    const whole = parts.reduce((sum, { mib }) => sum + mib, 0);
    const told = parts
      .filter(({ mib }) => mib >= 10)
      .toSorted((one, other) => other.mib - one.mib)
      .map(({ name, mib }) => `${name} ${Math.round(mib)}`);
    return [
      {
        what: 'the whole system idle, proportional set of all its processes',
        promised: '≤ 1 GB',
        seen: `${Math.round(whole)} MiB (${told.join(', ')})`,
        held: whole * 1024 ** 2 <= 1e9,
      },
    ];
  } finally {
    started.kill('SIGINT');
    await gone;
  }
}

function familyOf(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc'))
    if (/^\d+$/.test(name)) {
      const stat = read(`/proc/${name}/stat`);
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    }
  const found = [root];
  for (const one of found) for (const [pid, parent] of parents) if (parent === one) found.push(pid);
  return found;
}

const nameOf = (pid: number): string => {
  const [program = '', ...rest] = read(`/proc/${pid}/cmdline`).split('\0');
  const base = program.split('/').at(-1) ?? '';
  return /^(node|python)/.test(base)
    ? `${base} ${(rest.find((one) => !one.startsWith('-')) ?? '').split('/').at(-1)}`
    : base;
};
