import { randomBytes } from 'node:crypto';

type ServiceName = 'TEMPORAL_ADDRESS' | 'MONGODB_URL' | 'AMQP_URL' | 'REDIS_URL';

/** `npm test` brings the services up and hands their addresses over; without them a test says how to get them. */
export function serviceUrl(name: ServiceName): string {
  const url = process.env[`ZAPIS_TEST_${name}`];
  if (!url)
    throw new Error(
      `ZAPIS_TEST_${name} is not set: run "npm test -- --only integration,e2e", which brings the services up`,
    );
  return url;
}

/**
 * For a test that uses Redis within its own process. The product waits a quarter of a second for it and goes on without, and
 * a process that is held up for longer would see that instead. The driver takes what stands in the address before our own settings.
 */
export const patientRedisUrl = (): string =>
  `${serviceUrl('REDIS_URL')}?commandTimeout=60000&socketTimeout=60000`;

/** A name nobody else uses: databases, queue prefixes and task queues of one test file. */
export const ownName = (what: string): string => `test-${what}-${randomBytes(5).toString('hex')}`;

export type ServiceUrls = Readonly<Record<ServiceName, string>>;

const sharedServices = (): ServiceUrls => ({
  TEMPORAL_ADDRESS: serviceUrl('TEMPORAL_ADDRESS'),
  MONGODB_URL: serviceUrl('MONGODB_URL'),
  AMQP_URL: serviceUrl('AMQP_URL'),
  REDIS_URL: serviceUrl('REDIS_URL'),
});

/** What a role needs to run against the test services, or others, with names of its own. */
export function roleEnv(what: string, urls: ServiceUrls = sharedServices()): Record<string, string> {
  const own = ownName(what);
  return {
    ZAPIS_ENV: 'test',
    ...urls,
    TEMPORAL_NAMESPACE: own,
    MONGODB_DATABASE: own,
    AMQP_PREFIX: `${own}.`,
    REDIS_PREFIX: `${own}:`,
    ADMIN_PORT: '0',
    BOT_PORT: '0',
    WORKER_PORT: '0',
  };
}
