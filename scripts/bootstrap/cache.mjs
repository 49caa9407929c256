// The per-user cache that outlives a checkout: Node itself, service binaries, virtual environments.
import { homedir } from 'node:os';
import { join } from 'node:path';

export function cacheFolder(env = process.env) {
  if (env.ZAPIS_CACHE_DIR) return env.ZAPIS_CACHE_DIR;
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'zapis');
}
