import { readStatus } from '../local/launcher/status.ts';
import { placesOf } from '../local/paths.ts';
import { services } from '../local/services/index.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Beside a running `npm start`, what the environment does not name is taken from there. */
export function withRunningServices(env: Env): Env {
  if (env['ZAPIS_ENV'] === 'production') return env;
  const running =
    readStatus(placesOf(env))?.services.filter((service) => service.source === 'embedded') ?? [];
  const found = running.map((service) => [services[service.name].variable, service.url] as const);
  const missing = found.filter(([name]) => !env[name] && !env[`${name}_FILE`]);
  return { ...env, ...Object.fromEntries(missing) };
}
