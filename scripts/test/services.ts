import { join } from 'node:path';
import { bringUp } from '../../local/launcher/bring-up.ts';

export type TestServices = { readonly env: Record<string, string>; stop(): Promise<void> };

/** The four real services for the suites, with data of their own; a configured URL is used as it is. */
export async function bringUpForTests(
  root: string,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<TestServices> {
  say('\n── services for the tests');
  const services = await bringUp({
    services: ['temporal', 'mongodb', 'rabbitmq', 'redis'],
    dataDir: join(root, '.zapis', 'test', 'services'),
    log: (line) => say(`  ${line}`),
    useConfigured: true,
    signal,
  });
  const stop = () => services.stop();
  return {
    env: {
      ZAPIS_TEST_TEMPORAL_ADDRESS: services.urls.temporal,
      ZAPIS_TEST_MONGODB_URL: services.urls.mongodb,
      ZAPIS_TEST_AMQP_URL: services.urls.rabbitmq,
      ZAPIS_TEST_REDIS_URL: services.urls.redis,
    },
    stop,
  };
}
