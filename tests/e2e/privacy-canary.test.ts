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
