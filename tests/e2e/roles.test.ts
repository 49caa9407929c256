import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMongo } from '../../adapters/mongo/connect.ts';
import { firstAdmin } from '../../adapters/mongo/panel/first-admin.ts';
import { signInLink } from '../../local/first-admin/link.ts';
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
    const body = await response.text();
    // A person is told so on a page of the panel, a program by a code.
    expect(body).toContain(role === 'admin' ? '<!doctype html>' : 'not_found');
    expect(body).not.toMatch(/passwd|node_modules|Error/);
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

describe('the panel', () => {
  test('lets the first admin in by a link, once, shows every neighbour and loads nothing from elsewhere', async () => {
    const env = roleEnv('panel');
    const running = new RunningRoles(['worker', 'admin'], env);
    await running.untilReady('admin');
    const root = `http://127.0.0.1:${await running.portOf('admin')}`;
    const mongo = openMongo({ url: env['MONGODB_URL'] ?? '', database: env['MONGODB_DATABASE'] ?? '' });
    const user_id = await firstAdmin(mongo.db, Date.now());
    const link = new URL(await signInLink(mongo.db, root, { user_id, until: Date.now() + 60_000 }));
    await mongo.close();
    const enter = () =>
      fetch(`${root}/sign-in/link`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: root },
        body: new URLSearchParams({ token: link.searchParams.get('token') ?? '' }),
      });
    expect((await fetch(`${root}/`, { redirect: 'manual' })).headers.get('location')).toBe('/sign-in');
    const entered = await enter();
    expect((await enter()).status).toBe(410);
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const page = await fetch(`${root}/system`, { headers: { cookie, 'accept-language': 'en' } });
    const html = await page.text();
    for (const name of ['MongoDB', 'Redis', 'RabbitMQ', 'Temporal']) expect(html).toContain(name);
    expect(html.match(/badge good">up</g)).toHaveLength(4);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const style = /href="([^"]+\.css)"/.exec(html)?.[1] ?? '';
    expect((await fetch(root + style)).headers.get('content-type')).toContain('text/css');
    await running.stop();
  });
});
