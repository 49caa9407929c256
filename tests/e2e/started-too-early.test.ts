import { expect, test } from 'vitest';
import { RunningRoles } from '../support/running-role.ts';
import { roleEnv } from '../support/services.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { waitFor } from '../support/wait.ts';

const roles = ['worker', 'admin', 'bot'] as const;
const services = {
  mongodb: { setting: 'MONGODB_URL', whose: ['worker', 'admin'] },
  temporal: { setting: 'TEMPORAL_ADDRESS', whose: roles },
  rabbitmq: { setting: 'AMQP_URL', whose: roles },
  redis: { setting: 'REDIS_URL', whose: roles },
} as const;

/** An address where nobody is yet. */
async function notYet(url: string): Promise<{ readonly wire: TcpProxy; readonly url: string }> {
  const wire = new TcpProxy(url);
  await wire.mend();
  await wire.cut();
  return { wire, url: url.replace(/(?<=:)\d+(?=\/|$)/, String(wire.port)) };
}

test('no service is there yet: the roles start all the same, say what is missing, and work as soon as it comes', async () => {
  const env = roleEnv('too-early');
  const wires: TcpProxy[] = [];
  for (const { setting } of Object.values(services)) {
    const { wire, url } = await notYet(env[setting] ?? '');
    wires.push(wire);
    env[setting] = url;
  }
  const running = new RunningRoles(roles, env);
  try {
    for (const [name, { whose }] of Object.entries(services))
      await waitFor(
        `${name} to be missed by each of ${whose.join(', ')}`,
        () => running.said(`${name}: down`).length === whose.length || undefined,
      );
    for (const role of roles) {
      const { status, checks } = await running.ready(role);
      expect(status).toBe(503);
      expect(Object.values(checks).every((one) => one.ok || /\S/.test(one.detail ?? ''))).toBe(true);
    }
    for (const wire of wires) await wire.mend();
    for (const role of roles) await running.untilReady(role);
    await waitFor('Redis to be up', async () => (await running.ready('bot')).checks['redis']?.ok);
  } finally {
    expect(await running.stop()).toBe(0);
    for (const wire of wires) await wire.cut();
  }
});
