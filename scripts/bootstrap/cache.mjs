// The per-user cache that outlives a checkout: Node itself, service binaries, virtual environments.
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

export function cacheFolder(env = process.env) {
  if (env.ZAPIS_CACHE_DIR) return resolve(env.ZAPIS_CACHE_DIR);
  // A relative one is none, says the XDG specification; and an empty HOME is no home.
  const xdg = isAbsolute(env.XDG_CACHE_HOME ?? '') ? env.XDG_CACHE_HOME : undefined;
  return join(xdg ?? join(env.HOME || homedir() || userInfo().homedir, '.cache'), 'zapis');
}
