import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RunningRoles } from '../support/running-role.ts';
import { roleEnv } from '../support/services.ts';

describe.each(['bot', 'worker', 'admin'])('the role %s, alone', (role) => {
  let running: RunningRoles;
  beforeAll(async () => {
    running = new RunningRoles([role], roleEnv(role));
    // A namespace is made by the worker; without one the others see Temporal, and wait for it.
    if (role === 'worker') await running.untilReady(role);
    else await running.portOf(role);
  });
  afterAll(async () => void (await running.stop()));

  const get = async (path: string) => fetch(`http://127.0.0.1:${await running.portOf(role)}${path}`);

  test('says that it lives', async () => {
    expect((await get('/healthz')).status).toBe(200);
  });

  test('measures itself for Prometheus', async () => {
    const text = await (await get('/metrics')).text();
    expect(text).toContain(`zapis_neighbour_up{service="rabbitmq",role="${role}"}`);
  });

  test('answers what does not exist with 404 and no detail', async () => {
    const response = await get('/etc/passwd');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not_found' });
  });

  test('stops on SIGTERM, drained and clean', async () => {
    running.signal('SIGTERM');
    expect(await running.ended()).toBe(0);
    expect(running.said('stopped')).toHaveLength(1);
  });
});

describe('bad configuration', () => {
  test('tells every fault of every role at once, starts nothing, ends with 78', async () => {
    const { AMQP_URL: _gone, ...env } = roleEnv('faults');
    const running = new RunningRoles(['bot', 'admin'], {
      ...env,
      ADMIN_PORT: 'eighty',
      BOT_TOKEN: 'nonsense',
    });
    expect(await running.ended()).toBe(78);
    expect(running.errors).toMatch(/ADMIN_PORT[\s\S]*|AMQP_URL/);
    for (const name of ['ADMIN_PORT', 'AMQP_URL', 'BOT_TOKEN']) expect(running.errors).toContain(name);
    expect(running.errors).not.toContain('nonsense');
    expect(running.lines).toEqual([]);
  });

  test('a port that another program has is a sentence, and the exit code says so', async () => {
    const first = new RunningRoles(['bot'], roleEnv('port'));
    const port = await first.portOf('bot');
    const second = new RunningRoles(['bot'], { ...roleEnv('port'), BOT_PORT: String(port) });
    expect(await second.ended()).toBe(1);
    expect(JSON.stringify(second.lines)).toContain(`port ${port} on 127.0.0.1 is taken`);
    await first.stop();
  });
});

describe('the panel’s first page', () => {
  test('shows every neighbour and loads nothing from elsewhere', async () => {
    const running = new RunningRoles(['worker', 'admin'], roleEnv('panel'));
    await running.untilReady('admin');
    const response = await fetch(`http://127.0.0.1:${await running.portOf('admin')}/`);
    const html = await response.text();
    for (const name of ['mongodb', 'redis', 'rabbitmq', 'temporal'])
      expect(html).toContain(`<th scope="row">${name}</th><td>up</td>`);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    await running.stop();
  });
});
