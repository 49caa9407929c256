import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { settingNames } from '../../config/settings.ts';
import { readStatus } from '../../local/launcher/status.ts';
import { placesOf } from '../../local/paths.ts';

const root = join(import.meta.dirname, '..', '..');
const start = join(root, 'scripts', 'start.mjs');
const zapis = join(root, 'scripts', 'zapis.mjs');
const patienceMs = 300_000;

type NewPerson = { readonly id: number; readonly first_name: string; readonly language_code: string };

type Options = Readonly<Record<string, string | number | true>>;

export type Product = {
  /** The chat page's address, up to its last slash. */
  readonly sandbox: string;
  readonly temporalUi: string;
  /** What the command line prints when this is asked of it. */
  zapis(verb: string, options?: Options): string;
  /** Somebody new in the sandbox; Zapis has never heard of them. */
  newPerson(person: NewPerson): Promise<void>;
  stop(): Promise<void>;
};

/** The whole product as `npm start` brings it up, in a fresh folder of its own and with its own demo. */
export async function startProduct(): Promise<Product> {
  const data = join(root, '.zapis', 'screens');
  rmSync(data, { recursive: true, force: true });
  // None of somebody's settings, but what a machine needs to reach its registry: proxies, certificates.
  const own = Object.entries(process.env).filter(
    ([name]) => !settingNames.some((one) => name.startsWith(one)),
  );
  const env = { ...Object.fromEntries(own), ZAPIS_DATA_DIR: data, TZ: 'UTC' };
  const child = spawn(process.execPath, [start], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const sandbox = new URL('/', await demoLine(child.stdout)).href;
    return {
      sandbox,
      temporalUi: readStatus(placesOf(env))?.links['Temporal UI'] ?? '',
      zapis: (verb, options = {}) =>
        execFileSync(process.execPath, [zapis, ...verb.split(' '), ...flags(options)], {
          cwd: root,
          env,
          encoding: 'utf8',
        }).trim(),
      newPerson: (person) => makePerson(sandbox, person),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const flags = (options: Options): string[] =>
  Object.entries(options).flatMap(([name, value]) => [`--${name}`, ...(value === true ? [] : [`${value}`])]);

async function makePerson(sandbox: string, person: NewPerson): Promise<void> {
  const response = await fetch(`${sandbox}_sandbox/people`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(person),
  });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}: ${await response.text()}`);
}

function demoLine(out: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  return new Promise<string>((resolve, reject) => {
    out.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const link = /^Demo: .*?(http\S+)$/m.exec(text)?.[1];
      if (link !== undefined) resolve(link);
    });
    out.on('end', () => reject(new Error(`the start ended:\n${text}`)));
    setTimeout(() => reject(new Error(`no demo within ${patienceMs} ms:\n${text}`)), patienceMs).unref();
  });
}
