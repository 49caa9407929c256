type Env = Readonly<Record<string, string | undefined>>;

/** Beside a running `npm start`, what the environment does not name is taken from there. */
export async function withRunningServices(env: Env): Promise<Env> {
  if (env['ZAPIS_ENV'] === 'production') return env;
  const { readStatus } = await import('../local/launcher/status.ts');
  const { placesOf } = await import('../local/paths.ts');
  const { services } = await import('../local/services/index.ts');
  const running =
    readStatus(placesOf(env))?.services.filter((service) => service.source === 'embedded') ?? [];
  const found = running.map((service) => [services[service.name].variable, service.url] as const);
  const missing = found.filter(([name]) => !env[name] && !env[`${name}_FILE`]);
  return { ...env, ...Object.fromEntries(missing) };
}
