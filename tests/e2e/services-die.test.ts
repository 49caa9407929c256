import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRabbit } from '../../adapters/rabbit/connect.ts';
import { openTemporal } from '../../adapters/temporal/connect.ts';
import { runReconcileNow } from '../../adapters/temporal/reconcile-now.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import { exchange } from '../../contracts/events/topology.ts';
import { type BroughtUp, bringUp } from '../../local/launcher/bring-up.ts';
import { createLog } from '../../runtime/log.ts';
import { RunningRoles } from '../support/running-role.ts';
import { waitFor } from '../support/wait.ts';

const names = ['temporal', 'mongodb', 'rabbitmq', 'redis'] as const;
type Name = (typeof names)[number];
/** Always the same one: what a killed run left behind is recorded there, and ended by the next. */
const dataDir = fileURLToPath(new URL('../../.zapis/test/services-die', import.meta.url));
/** What the specification allows a role after the service is back. */
const resumeWithinMs = 30_000;

let services: BroughtUp<Name>;
let roles: RunningRoles;
let env: Record<string, string>;
/** In the order they began: a start that broke off half-way is undone, too. */
const undo: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  services = await bringUp({ services: names, dataDir });
  undo.push(() => services.stop());
  env = {
    ZAPIS_ENV: 'test',
    TEMPORAL_ADDRESS: services.urls.temporal,
    MONGODB_URL: services.urls.mongodb,
    AMQP_URL: services.urls.rabbitmq,
    REDIS_URL: services.urls.redis,
    ADMIN_PORT: '0',
    BOT_PORT: '0',
    WORKER_PORT: '0',
  };
  roles = new RunningRoles(['worker', 'admin'], env);
  undo.push(() => roles.stop());
  await roles.untilReady('worker');
  await roles.untilReady('admin');
});
afterAll(async () => {
  for (const one of undo.toReversed()) await one();
});

const healthOf = async (service: string) => (await roles.ready('worker')).checks[service];
const told = (service: string): readonly string[] =>
  roles.lines.flatMap(({ role, msg }) =>
    role === 'worker' && (msg === `${service}: down` || msg === `${service}: back`) ? [msg] : [],
  );

/** The whole path works: schedule, worker, both stores, broker. */
async function everythingWorks(): Promise<void> {
  const temporal = openTemporal(loadTemporalConfig(env));
  expect(await runReconcileNow(temporal.client)).toMatchObject({ v: 1, seats: 0 });
  await temporal.close();
  const rabbit = await openRabbit(
    { url: services.urls.rabbitmq, prefix: '' },
    createLog({ level: 'silent' }),
  );
  await waitFor('the broker', async () => (await rabbit.health()).ok || undefined);
  await rabbit.publish({ exchange, routingKey: 'booking.created', messageId: 'm', body: {} });
  await rabbit.close();
}

test.each(names)(
  '%s is killed: health turns red, the log says so once, and all resumes by itself',
  async (name) => {
    const before = told(name).length;
    await services.holdDown(name);

    await waitFor(`${name} to be red`, async () => (await healthOf(name))?.ok === false || undefined);
    const { status } = await roles.ready('worker');
    expect(status).toBe(name === 'redis' ? 200 : 503);
    expect((await healthOf(name))?.detail).toMatch(/\S/);

    services.letReturn(name);
    await waitFor(
      `${name} to be green`,
      async () => (await healthOf(name))?.ok || undefined,
      resumeWithinMs + 30_000,
    );
    await roles.untilReady('worker', resumeWithinMs);
    await roles.untilReady('admin', resumeWithinMs);

    // Each change once. There may be more of them: a machine that stands still for seconds is a service that does not answer.
    const said = told(name);
    expect(said.length - before).toBeGreaterThanOrEqual(2);
    expect(said).toEqual(said.map((_line, at) => `${name}: ${at % 2 === 0 ? 'down' : 'back'}`));
    await everythingWorks();
  },
);
