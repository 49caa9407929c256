import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

export const isRoot = (): boolean => process.getuid?.() === 0;

export function which(command: string, env: Environment = process.env): string | undefined {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    if (folder !== '' && isProgram(join(folder, command))) return join(folder, command);
  }
  return undefined;
}

export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

const managers = [
  ['apt-get', (name: string) => `apt-get install -y ${name}`],
  ['dnf', (name: string) => `dnf install -y ${name}`],
  ['pacman', (name: string) => `pacman -S --noconfirm ${name}`],
  ['zypper', (name: string) => `zypper install -y ${name}`],
  ['apk', (name: string) => `apk add ${name}`],
] as const;

/** The line that installs `packageName` on this very system, for people to copy. */
export function installLine(packageName: string, env: Environment = process.env): string {
  if (which('brew', env)) return `brew install ${packageName.replace(/-server$/, '')}`;
  for (const [manager, line] of managers)
    if (which(manager, env)) return isRoot() ? line(packageName) : `sudo ${line(packageName)}`;
  return existsSync('/etc/nixos')
    ? `nix-env -iA nixos.${packageName}`
    : `(install the package ${packageName})`;
}
