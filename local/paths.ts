import { existsSync, readFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/** Where things lie: data in the checkout (ignored by git), downloads and builds in a cache shared by all checkouts. */
export type Places = {
  readonly checkout: string;
  readonly data: string;
  readonly run: string;
  readonly logs: string;
  readonly cache: string;
};

type Environment = Readonly<Record<string, string | undefined>>;

export function placesOf(env: Environment = process.env, checkout: string = findCheckout()): Places {
  const data = resolve(checkout, env['ZAPIS_DATA_DIR'] || '.zapis');
  return { checkout, data, run: join(data, 'run'), logs: join(data, 'logs'), cache: cacheOf(env) };
}

export const withData = (places: Places, data: string): Places => ({
  ...places,
  data,
  run: join(data, 'run'),
  logs: join(data, 'logs'),
});

function cacheOf(env: Environment): string {
  if (env['ZAPIS_CACHE_DIR']) return resolve(env['ZAPIS_CACHE_DIR']);
  const xdg = env['XDG_CACHE_HOME'] ?? '';
  if (isAbsolute(xdg)) return join(xdg, 'zapis');
  return join(env['HOME'] || homedir() || userInfo().homedir, '.cache', 'zapis');
}

/** The same answer from local/ and from dist/local/: the nearest folder above with our package.json. */
function findCheckout(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && readFileSync(manifest, 'utf8').includes('"name": "zapis"')) return folder;
  }
  throw new Error(`no package.json of zapis above ${import.meta.dirname}`);
}
