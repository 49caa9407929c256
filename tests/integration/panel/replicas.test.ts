import { expect, onTestFinished, test } from 'vitest';
import { openRabbit } from '../../../adapters/rabbit/connect.ts';
import { createPanelBell } from '../../../adapters/rabbit/panel-bell.ts';
import { Bell } from '../../../admin/panel/live/bell.ts';
import { createLog } from '../../../runtime/log.ts';
import { dayRow } from '../../support/day-row.ts';
import { opened, signedIn } from '../../support/panel-browser.ts';
import { PanelDouble } from '../../support/panel-double.ts';
import { ownName, serviceUrl } from '../../support/services.ts';
import { waitFor } from '../../support/wait.ts';

const prefix = `${ownName('panel-replicas')}.`;

async function replica() {
  const rabbit = await openRabbit({ url: serviceUrl('AMQP_URL'), prefix }, createLog({ level: 'silent' }));
  onTestFinished(() => rabbit.close());
  const double = new PanelDouble();
  const { ringOthers, hear } = createPanelBell(rabbit);
  double.bell = new Bell(ringOthers);
  await hear(() => double.bell.ringHere());
  await waitFor('a healthy broker', async () => (await rabbit.health()).ok || undefined);
  return { double, browser: await opened(double) };
}

test('a form that one replica takes makes the live pages of another look again, and so does what rings there', async () => {
  const [one, other] = [await replica(), await replica()];
  const form_token = signedIn(one.double, one.browser, 'admin');
  signedIn(other.double, other.browser, 'admin');
  const pages = await other.browser.stream('/today?day=1970-01-01');
  await pages.next();
  other.double.rows = [dayRow('Anna')];
  await one.browser.post('/language', { form_token, lang: 'en' });
  expect(String((await pages.next()).value)).toContain('Anna');
  other.double.rows = [dayRow('Boris')];
  one.double.bell.ring();
  expect(String((await pages.next()).value)).toContain('Boris');
});

test('a replica does not hear from the broker what it rang itself: its pages are drawn once for one change', async () => {
  const [one, other] = [await replica(), await replica()];
  const heard = { one: 0, other: 0 };
  one.double.bell.hear(() => void (heard.one += 1));
  other.double.bell.hear(() => void (heard.other += 1));
  one.double.bell.ring();
  await waitFor('the other to hear it', () => heard.other > 0 || undefined);
  // What the other says afterwards is heard after an echo would have been.
  other.double.bell.ring();
  await waitFor('the answer', () => heard.one > 1 || undefined);
  expect(heard).toEqual({ one: 2, other: 2 });
});

test('however often one rings while it rings, the others are told once more; that the broker is away holds nobody', async () => {
  const told: ((error?: Error) => void)[] = [];
  const { ringOthers } = createPanelBell({
    publish: () => new Promise((done, fail) => told.push((error) => (error ? fail(error) : done()))),
    listen: () => Promise.resolve(),
  });
  for (let times = 0; times < 5; times += 1) ringOthers();
  expect(told).toHaveLength(1);
  told[0]?.(new Error('the broker is away'));
  await waitFor('one more', () => told.length === 2 || undefined);
  told[1]?.();
  await Promise.resolve();
  expect(told).toHaveLength(2);
});
