import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { lastWord } from '../cache/tool.ts';
import { isRoot, which } from '../host.ts';
import type { Bench } from './service.ts';

type Done = { ok: true } | { ok: false; why: string };

const policyFile = '/usr/sbin/policy-rc.d';
const policyMark = '# written by zapis for the time of one apt-get install';

let queue: Promise<unknown> = Promise.resolve();

/** Installs a Debian package as root without its system service being started, now or at the next boot. */
export function aptInstall(bench: Bench, name: string, units: readonly string[]): Promise<Done> {
  // apt works on one thing at a time: two services that want it stand in line.
  const turn = queue.then(() => install(bench, name, units));
  queue = turn.catch(() => undefined);
  return turn;
}

async function install(bench: Bench, name: string, units: readonly string[]): Promise<Done> {
  if (!isRoot()) return { ok: false, why: 'apt-get install needs root' };
  if (which('apt-get', bench.env) === undefined) return { ok: false, why: 'no apt-get on this system' };
  const env = { ...bench.env, DEBIAN_FRONTEND: 'noninteractive' };
  const lockWait = ['-o', 'DPkg::Lock::Timeout=120'];
  const args = [...lockWait, 'install', '-y', '-q', '--no-install-recommends', name];
  const forbidden = forbidServices();
  try {
    bench.say(`apt-get install ${name}`);
    let result = await bench.run('apt-get', args, { env, letFinish: true });
    if (!result.ok) {
      bench.say('apt-get update');
      await bench.run('apt-get', [...lockWait, 'update', '-q'], { env, letFinish: true });
      bench.say(`apt-get install ${name}`);
      result = await bench.run('apt-get', args, { env, letFinish: true });
    }
    if (!result.ok) return { ok: false, why: `apt-get install ${name} failed: ${lastWord(result)}` };
    if (which('systemctl', env)) await bench.run('systemctl', ['disable', ...units], { limitMs: 20_000 });
    return { ok: true };
  } finally {
    forbidden.lift();
  }
}

/** An install whose launcher was killed leaves the file behind: the next start takes it away. */
export function liftForgottenPolicy(): void {
  if (isRoot() && isOurPolicy()) rmSync(policyFile, { force: true });
}

const isOurPolicy = (): boolean =>
  existsSync(policyFile) && readFileSync(policyFile, 'utf8').includes(policyMark);

/** Debian asks this file before it starts a service. One that stands there already is the owner's and stays. */
function forbidServices(): { lift: () => void } {
  if (existsSync(policyFile) && !isOurPolicy()) return { lift: () => {} };
  writeFileSync(policyFile, `#!/bin/sh\n${policyMark}\nexit 101\n`, { mode: 0o755 });
  return { lift: () => rmSync(policyFile, { force: true }) };
}
