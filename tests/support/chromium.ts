import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installed(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Somebody else beside us may be installing, too.
  const lockWait = ['-o', 'DPkg::Lock::Timeout=120'];
  const args = [...lockWait, 'install', '-y', '--no-install-recommends', 'chromium'];
  const got = spawnSync('apt-get', args, { env, timeout: 300_000 });
  return got.status === 0 ? onPath() : undefined;
}

/** CHROME_PATH, then PATH, then apt as root. */
export function findChromium(): string | undefined {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') return isProgram(named) ? named : undefined;
  return onPath() ?? installed();
}

/** What to say when there is none; nothing when the tests can run. */
export const whyNoBrowser = 'no Chromium: set CHROME_PATH, or install chromium';

export function openBrowser(path: string): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: flags, headless: true, timeout: 60_000 });
}
