import { Redis } from 'ioredis';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporal, type TemporalClient } from '../../../adapters/temporal/connect.ts';
import { createConversationLook } from '../../../adapters/temporal/conversation-look.ts';
import { loadTemporalConfig } from '../../../config/load.ts';
import { longestAnswer } from '../../../contracts/workers/streams.ts';
import { userId } from '../../../core/shared/ids.ts';
import { FaqWorker } from '../../support/faq-worker.ts';
import { House } from '../../support/house.ts';
import { type Candidate, saidTo } from '../../support/journey.ts';
import { keepAnswer } from '../../support/kept-answer.ts';
import { serviceUrl } from '../../support/services.ts';
import { TcpProxy } from '../../support/tcp-proxy.ts';
import { waitFor } from '../../support/wait.ts';

const faq = `# What people ask
## parking garage
Yes, behind the house.
## passport documents
Bring your passport.
## lift stairs
There is a lift.
`;
const parking = 'Yes, behind the house.';
const passport = 'Bring your passport.';
const lift = 'There is a lift.';

let house: House;
let redis: Redis;
let worker: FaqWorker;
let temporal: TemporalClient;
/** Our side's way to Redis, which can be cut; the worker has its own. */
const wire = new TcpProxy(serviceUrl('REDIS_URL'));
beforeAll(async () => {
  await wire.mend();
  house = await House.open('plugged-in', {
    apart: true,
    redis: true,
    ofRole: { worker: { REDIS_URL: `redis://127.0.0.1:${wire.port}` } },
    env: { CONVERSATION_WORKER: 'streams', CONVERSATION_WORKER_AGENT: 'faq' },
  });
  redis = new Redis(house.env['REDIS_URL'] ?? '');
  worker = new FaqWorker(house.env, faq);
  temporal = openTemporal(loadTemporalConfig(house.env));
});
afterAll(async () => {
  await worker.kill();
  redis.disconnect();
  await temporal.close();
  await house.close();
  await wire.cut();
});

const key = (name: string) => `${house.env['REDIS_PREFIX']}${name}`;

/** All that Redis knew of this installation is gone. */
async function emptyRedis(): Promise<void> {
  const keys = await redis.keys(`${house.env['REDIS_PREFIX']}*`);
  if (keys.length > 0) await redis.del(...keys);
}

const said = async (person: Candidate) => (await saidTo(person)).map(({ text }) => text ?? '');

const messages = (person: Candidate) =>
  house.db
    .collection('conversation_messages')
    .find({ user_id: new ObjectId(person.userId) })
    .sort({ seq: 1 })
    .toArray();

async function isKept(person: Candidate, text: string): Promise<string> {
  return waitFor(`“${text}” to be kept`, async () =>
    (await messages(person)).find((one) => one['text'] === text)?._id.toHexString(),
  );
}

const isSaid = (person: Candidate, all: readonly string[]) =>
  waitFor(
    `the answers ${all.join(' / ')}`,
    async () => ((await said(person)).length >= all.length ? true : undefined),
    90_000,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${worker.said}\n${house.complaints()}`);
  });

test('the example worker answers; whatever dies in between, each answer comes once and in order', async () => {
  const person = await house.person('Anna');
  const expected: string[] = [];
  const expects = async (...more: readonly string[]) => {
    expected.push(...more);
    await isSaid(person, expected);
    // What Telegram had and the ledger does not know yet would be said again by whoever comes after a kill.
    const underWay = { user_id: new ObjectId(person.userId), state: 'claimed' };
    await waitFor(
      'the answers to be in the ledger',
      async () => (await house.db.collection('deliveries').countDocuments(underWay)) === 0,
    );
    expect(await said(person)).toEqual(expected);
  };

  worker.start();
  await person.sends('Is there parking?');
  await expects(parking);

  // The worker is killed, two questions come, Redis loses everything: they stand in the transcript.
  await worker.kill();
  await person.sends('Which documents do you want?');
  await isKept(person, 'Which documents do you want?');
  await person.sends('And a lift?');
  await isKept(person, 'And a lift?');
  await waitFor('both before the worker', async () =>
    (await redis.xlen(key(`worker:po:${person.userId}:input`))) >= 2 ? true : undefined,
  );
  await waitFor('Anna to see that somebody types', async () => {
    const calls = await house.sandbox.sandbox.calls('sendChatAction');
    return JSON.stringify(calls).includes(String(person.id)) ? true : undefined;
  });
  await emptyRedis();
  worker.start();
  await expects(passport, lift);

  // Redis is emptied under a worker that lives on.
  await emptyRedis();
  await person.sends('Is there a garage?');
  await expects(parking);

  // Our own side dies with a question on its way.
  for (const role of house.of('worker')) await house.kill(role);
  await person.sends('Do I need a passport?');
  await isKept(person, 'Do I need a passport?');
  await house.start(['worker']);
  await expects(passport);

  const question = await person.sends('Something else?');
  await expects('I do not know that. A coordinator reads along and will answer.');
  const talk = () => house.db.collection('conversations').findOne({ _id: new ObjectId(person.userId) });
  // It was no answer.
  expect((await talk())?.['waiting_since']).not.toBeNull();
  await person.edits(question.message_id, 'Is there a lift?');
  await expects(lift);

  // The worker starts anew and reads all of it again.
  await worker.kill();
  worker.start();
  await person.sends('parking!');
  await expects(parking);
  expect((await talk())?.['waiting_since']).toBeNull();
});

test('what is no command holds up nobody: the example worker passes it over', async () => {
  await worker.kill();
  for (const data of ['{', 'null', '{"config":{}}'])
    await redis.xadd(key('worker:commands'), '*', 'command', 'create', 'id', 'po-none', 'data', data);
  await redis.xadd(key('worker:commands'), '*', 'words', 'no command at all');
  worker.start();
  const person = await house.person('Dora');
  await person.sends('Is there parking?');
  await isSaid(person, [parking]);
});

test('a lying worker is delivered to nobody and noted; what is right after it arrives', async () => {
  await worker.kill();
  const [person, other] = [await house.person('Boris'), await house.person('Vera')];
  await other.sends('A secret');
  const theirs = await isKept(other, 'A secret');
  await person.sends('Hello?');
  const mine = await isKept(person, 'Hello?');
  const output = key(`worker:po:${person.userId}:output`);
  await redis.xadd(output, '*', 'words', 'no text at all');
  await redis.xadd(output, '*', 'text', 'for Vera', 'message_id', theirs);
  await redis.xadd(output, '*', 'text', 'for nobody', 'message_id', new ObjectId().toHexString());
  await redis.xadd(output, '*', 'text', 'x'.repeat(longestAnswer + 1), 'message_id', mine);
  // A session that has run out takes nothing from an answer.
  await redis.del(key(`session:${person.userId}`));
  await redis.xadd(output, '*', 'text', 'Hello <b>Boris</b>', 'message_id', mine);
  await isSaid(person, ['Hello']);
  expect(await said(person)).toEqual(['Hello <b>Boris</b>']);
  expect(await said(other)).toEqual([]);
  const troubles = await house.db
    .collection('troubles')
    .find({ workflow_id: `conversation:${person.userId}` })
    .toArray();
  expect(troubles).toHaveLength(4);
});

test('while Redis is away coordinators answer; what waits is put before the worker when it is back; who takes over answers alone', async () => {
  const person = await house.person('Greta');
  const user = userId(person.userId);
  const _id = new ObjectId(person.userId);
  const answers = async (text: string) => {
    await keepAnswer(house.db, user, text);
    await createConversationLook(temporal.client)(user);
  };
  await wire.cut();
  await person.sends('Is there parking?');
  await isKept(person, 'Is there parking?');
  await answers('A coordinator is here');
  await isSaid(person, ['A coordinator is here']);
  expect(await redis.exists(key(`worker:po:${user}:input`))).toBe(0);
  worker.start();
  await wire.mend();
  await isSaid(person, ['A coordinator is here', parking]);

  await house.db.collection('conversations').updateOne({ _id }, { $set: { claimed_by: new ObjectId() } });
  await person.sends('And a lift?');
  const mine = await isKept(person, 'And a lift?');
  const late = await redis.xadd(key(`worker:po:${user}:output`), '*', 'text', 'Me too', 'message_id', mine);
  await answers('And only me');
  const all = ['A coordinator is here', parking, 'And only me'];
  await isSaid(person, all);
  await waitFor('the late answer to be read', async () => {
    const talk = await house.db.collection('conversations').findOne({ _id });
    return talk?.['answers_read'] === late ? true : undefined;
  });
  expect(await said(person)).toEqual(all);
  const texts = (await redis.xrange(key(`worker:po:${user}:input`), '-', '+')).flatMap(([, list]) => list);
  expect(texts).toContain('Is there parking?');
  expect(texts).not.toContain('And a lift?');
});
