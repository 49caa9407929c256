import { connect } from 'amqplib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporal, type TemporalClient } from '../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import { exchange } from '../../contracts/events/topology.ts';
import { House, moscow } from '../support/house.ts';
import { announced, book, bookingOf, patient, slotLabels } from '../support/journey.ts';
import { waitFor } from '../support/wait.ts';
import { zapis } from '../support/zapis.ts';

// What only this person has, and what only they wrote; whatever leaves the database beyond Telegram must not hold it.
const canary = {
  first: 'Kanareika',
  last: 'Zheltopuz',
  username: 'kanareika_sings',
  phone: '+79990001746',
  reason: 'My parrot Kesha is unwell',
  question: 'Is Polina Vinogradova there',
  invited: 'Snegir Krasnogrud',
};
const secrets = Object.values(canary).map((text) => text.toLowerCase());

let house: House;
let temporal: TemporalClient;
let wire: Awaited<ReturnType<typeof connect>>;
const heard: string[] = [];
beforeAll(async () => {
  house = await House.open('canary', { env: { LOG_LEVEL: 'debug' } });
  temporal = openTemporal(loadTemporalConfig(house.env));
  wire = await connect(house.env['AMQP_URL'] ?? '');
  const channel = await wire.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, `${house.env['AMQP_PREFIX']}${exchange}`, '#');
  await channel.consume(
    queue,
    (message) => {
      if (message) heard.push(`${JSON.stringify(message.properties)} ${message.content.toString('utf8')}`);
    },
    { noAck: true },
  );
});
afterAll(async () => {
  await wire?.close();
  await temporal?.close();
  await house?.close();
});

/** Which of the secrets stand somewhere in there. */
const found = (texts: readonly string[]): string[] => {
  const all = texts.join('\n').toLowerCase();
  return secrets.filter((secret) => all.includes(secret));
};

/** Every payload of every history of this house, as text: ids, summaries, details, inputs, results, failures. */
async function histories(): Promise<string[]> {
  const texts: string[] = [];
  for await (const run of temporal.client.workflow.list()) {
    const { events } = await temporal.client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
    texts.push(
      run.workflowId,
      JSON.stringify([run.memo, run.searchAttributes]),
      ...(events ?? []).flatMap(strings),
    );
  }
  return texts;
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

test('a name, a phone, a username and what a person wrote are in no log, no history and no message of the broker', async () => {
  const { id } = await house.event({ starts: [moscow(2, '14:00'), moscow(2, '16:00')] });
  const { first, last, username, phone } = canary;
  const bird = await house.person(first, { last_name: last, username, phone });
  const invited = await zapis(['person', 'invite', '--name', canary.invited], {
    ...house.env,
    BOT_TOKEN: '',
  });
  const guest = await house.person(canary.invited, { allowed: false });
  await guest.opens(/https:\S+/.exec(invited.said)?.[0] ?? 'no link');
  await guest.chat().waitForText('Here you can book a time', patient);

  await book(bird, id);
  await bird.sends(canary.question);
  await bird.sharesContact();
  for (const command of ['/mybooking', '/calendar', '/privacy']) await bird.sends(command);
  await bird.chat().waitForText('Your data', patient);
  await bird.tap('Get my data');
  await bird.chat().waitFor((all) => all.find((one) => one.document?.file_name === 'my-data.json'), patient);
  // Telegram's own complaints are logged, too.
  await house.sandbox.sandbox.fault({ kind: 'server_error', method: 'editMessageText', count: 1 });
  await bird.sends('/reschedule');
  const list = await bird.chat().waitForText('has been cleared', patient);
  await bird.tap(slotLabels(list).at(-1) ?? 'no time is offered');
  await bird.chat().waitForText('The seat is held', patient);
  await bird.tap('Confirm');
  await bird.chat().waitForText('Your booking has been moved', patient);
  await house.goTo({ instant: moscow(2, '11:00') + 200_000 });
  await bird.chat().waitForText('A reminder of your interview', patient);
  await bird.sends('/cancel');
  await bird.chat().waitForText('Cancel your booking?', patient);
  await bird.tap('Another reason');
  await bird.chat().waitForText('write the reason', patient);
  await bird.sends(canary.reason);
  await bird.chat().waitForText('Your booking is cancelled', patient);
  const all = await announced(house, id);
  await waitFor('every announcement to be heard', () => heard.length >= all.length || undefined);

  // The search sees what is there: ids.
  const number = String((await bookingOf(house, bird, id))?._id.toHexString());
  const logs = house.roles.flatMap((role) => [
    ...role.lines.map((line) => JSON.stringify(line)),
    role.errors,
  ]);
  const written = await histories();
  for (const texts of [written, heard]) expect(texts.join('\n')).toContain(number);
  expect(logs.join('\n')).toContain(String(bird.id));
  const secret = ['BOT_TOKEN', 'API_TOKEN'].map((name) => house.env[name] ?? 'none');
  expect(secret.filter((one) => logs.join('\n').includes(one))).toEqual([]);

  expect({ logs: found(logs), histories: found(written), broker: found(heard) }).toEqual({
    logs: [],
    histories: [],
    broker: [],
  });
});

/** What the panel answers to a form, as a browser of this person sends it. */
function browserAt(root: string) {
  let cookie = '';
  return async (path: string, form: Record<string, string>) => {
    const answered = await fetch(root + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'same-origin', 'accept-language': 'en', cookie },
      body: new URLSearchParams(form),
    });
    const session = answered.headers.getSetCookie().find((line) => line.startsWith('zapis_session='));
    if (session) cookie = session.split(';')[0] ?? '';
    return { to: answered.headers.get('location'), text: await answered.text(), cookie };
  };
}

test('the code somebody signs in with, a password, a link and a session are in no log, no history and no message', async () => {
  const ines = await house.person('Ines', { username: 'ines_interviews' });
  await house.db.collection('users').updateOne({ telegram_id: ines.id }, { $set: { roles: ['admin'] } });
  await ines.sends('/start');
  await ines.chat().waitForText('You are a coordinator here', patient);
  const [admin] = house.of('admin');
  const root = `http://127.0.0.1:${await admin?.portOf('admin')}`;
  const post = browserAt(root);
  const value = (name: string, text: string) =>
    new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? '';

  const asked = await post('/sign-in/code', { who: '@Ines_Interviews' });
  const message = await ines.chat().waitForText('Code to sign in to the panel', patient);
  const code = /\d{6}/.exec(message.text ?? '')?.[0] ?? 'no code';
  const attempt = value('attempt', asked.text);
  const entered = await post('/sign-in/code/check', { attempt, code });
  expect(entered.to).toBe('/');
  const page = await fetch(`${root}/account`, { headers: { cookie: entered.cookie } });
  const form_token = value('form_token', await page.text());
  const password = 'zheltyi parovoz';
  const set = await post('/account/password', { form_token, login: 'ines', password });
  expect(set.to).toBe('/account');
  expect(
    (await fetch(`${root}/today`, { headers: { cookie: entered.cookie }, redirect: 'manual' })).status,
  ).toBe(303);
  expect((await browserAt(root)('/sign-in/password', { login: 'ines', password })).to).toBe('/');
  const own = value(
    'form_token',
    await (await fetch(`${root}/team`, { headers: { cookie: set.cookie } })).text(),
  );
  const invited = await post('/team', { form_token: own, name: 'Oleg', role: 'viewer' });
  const link = /token=([\w-]+)/.exec(invited.text)?.[1] ?? 'no link';

  const written = await waitFor('the sign-in to be in the histories', async () => {
    const all = await histories();
    return all.includes('signInWorkflow') ? all : undefined;
  });
  const logs = house.roles.flatMap((role) => [
    ...role.lines.map((line) => JSON.stringify(line)),
    role.errors,
  ]);
  const sessions = [entered.cookie, set.cookie].map((cookie) => cookie.slice('zapis_session='.length));
  const all = [...logs, ...written, ...heard].join('\n');
  // Six digits may stand inside any longer number.
  const secrets = [`(?<!\\d)${code}(?!\\d)`, password, link, attempt, ...sessions];
  expect([...secrets, code].every((secret) => secret.length >= 6)).toBe(true);
  expect(secrets.filter((secret) => new RegExp(secret).test(all))).toEqual([]);
});
