import { expect, test } from 'vitest';
import type { Replica } from '../../../contracts/replica.ts';
import type { HealthReport } from '../../../runtime/health.ts';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import type { SystemReader } from '../ports/system.ts';

const at = Date.UTC(2026, 10, 26, 8);
const since = new Date(at - 3_600_000).toISOString();
const replica = (role: string, over: Partial<Replica> = {}): Replica => ({
  id: role,
  role,
  host: 'host <b>',
  pid: 7,
  version: '0.1.0',
  started_at: at - 7_200_000,
  at,
  ready: true,
  checks: { telegram: { ok: true, since } },
  ...over,
});

const broken: HealthReport = {
  ready: false,
  checks: { rabbitmq: { ok: false, detail: 'secret detail', since, needed: true } },
};

async function page(system: Partial<SystemReader>, { company_id = 'default', report = broken } = {}) {
  const double = new PanelDouble();
  double.now = at;
  double.report = report;
  const none = async () => undefined;
  double.plays = { system: { replicas: none, queues: none, backlog: none, ...system } };
  const browser = await opened(double);
  signedIn(double, browser, 'admin');
  for (const [key, person] of double.people) double.people.set(key, { ...person, company_id });
  return (await browser.get('/system')).text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
}

test('at eleven an operator sees what is away since when, who is alive, what stands in queues, and when the bot heard something', async () => {
  const text = await page({
    replicas: async () => [
      replica('admin'),
      replica('bot', { updates: { mode: 'polling', last_at: at - 60_000 } }),
      replica('worker', { at: at - 600_000 }),
    ],
    queues: async () => [{ queue: 'bot.update.pending', ready: 12, dead: 3 }],
    backlog: async () => ({
      unpublished: 4,
      unpublished_since: at - 120_000,
      broadcasts: 1,
      recipients: 950,
      dead_messages: 2,
    }),
  });
  for (const said of [
    'RabbitMQ down 26.11.2026, 10:00',
    'Telegram up 26.11.2026, 10:00',
    'silent since 26.11.2026, 10:50',
    'No process of the role “worker” is to be seen.',
    'host &lt;b> · 7',
    'the bot asks Telegram (polling)',
    '26.11.2026, 10:59',
    'bot.update.pending 12 3',
    '4, the oldest waits since 26.11.2026, 10:58',
    '1, not reached yet: 950',
  ])
    expect(text).toContain(said);
  expect(text).not.toContain('secret detail');
});

test('what cannot be learnt now is said to be unknown, never to be nothing; what hangs does not hold the page up', async () => {
  const text = await page({
    replicas: async () => Promise.reject(new Error('away')),
    queues: () => new Promise(() => undefined),
  });
  expect(text).toContain('which of them are alive is not known now');
  expect(text).toContain('what stands in the queues is not known now');
  expect(text).toContain('how much is not done is not known now');
  expect(text).toMatch(/Telegram not known/);
});

test('a Telegram that only the bot cannot reach is no “all services answer”', async () => {
  const report = { ready: true, checks: {} };
  const said = async (ok: boolean) =>
    page({ replicas: async () => [replica('bot', { checks: { telegram: { ok, since } } })] }, { report });
  expect(await said(true)).toContain('All services answer');
  expect(await said(false)).toContain('A service does not answer');
});

test('another company sees its services, and nothing of the installation', async () => {
  const text = await page({ replicas: async () => [replica('bot')] }, { company_id: 'other' });
  expect(text).toContain('RabbitMQ');
  expect(text).not.toMatch(/What runs|Queues|host/);
});
