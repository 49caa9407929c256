import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cache, openRedis } from '../../../adapters/redis/connect.ts';
import { createAnswerLine } from '../../../adapters/redis/plugged-in/answers.ts';
import { createWorkerLines } from '../../../adapters/redis/plugged-in/lines.ts';
import { createWorkerSchema, type InputEntry, inputEntrySchema } from '../../../contracts/workers/streams.ts';
import { createWorker } from '../../../core/conversations/plugged-in.ts';
import { userId } from '../../../core/shared/ids.ts';
import { ownName, patientRedisUrl } from '../../support/services.ts';
import { waitFor } from '../../support/wait.ts';

const settings = { url: patientRedisUrl(), prefix: `${ownName('lines')}:` };
const stopping = new AbortController();
let replicas: readonly [Cache, Cache];
let redis: Cache['client'];
beforeAll(async () => {
  replicas = [openRedis(settings), openRedis(settings)];
  redis = replicas[0].client;
  for (const { client } of replicas)
    await waitFor('a connection', () => client.status === 'ready' || undefined);
});
afterAll(async () => {
  stopping.abort();
  for (const replica of replicas) await replica.close();
});

const offer = { agent: 'faq', capabilities: [], env: {}, apiUrl: 'http://api' };
let people = 0;
const somebody = () => {
  people += 1;
  return userId(`65f0c0ffee${String(people).padStart(14, '0')}`);
};
const lines = () =>
  replicas.map(createWorkerLines) as [
    ReturnType<typeof createWorkerLines>,
    ReturnType<typeof createWorkerLines>,
  ];
const command = (user: string) => createWorker(user, 710, offer);

const fieldsOf = (list: readonly string[]): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(list.flatMap((name, at) => (at % 2 === 0 ? [[name, list[at + 1]]] : [])));
const commandsFor = async (user: string) =>
  (await redis.xrange('worker:commands', '-', '+'))
    .map(([, list]) => fieldsOf(list))
    .filter((one) => one['data']?.includes(user));
const entries = async (user: string) =>
  (await redis.xrange(`worker:po:${user}:input`, '-', '+')).map(
    ([id, list]): Readonly<Record<string, string | undefined>> => ({
      id,
      ...fieldsOf(list),
    }),
  );

const said = (seq: number, text: string): InputEntry => ({
  message_id: `65f0c0ffee0000000001${String(seq).padStart(4, '0')}`,
  kind: 'text',
  text,
  file: '',
  seq: String(seq),
  edited: '0',
});

test('two replicas that need a worker for one person at once ask for one, in the seed’s fields, for a day', async () => {
  const user = somebody();
  const asked = Array.from({ length: 20 }, (_none, n) =>
    lines()[n % 2 === 0 ? 0 : 1].attend(user, command(user), true),
  );
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['STARTING']));
  const [one, ...more] = await commandsFor(user);
  expect(more).toEqual([]);
  expect(one?.['command']).toBe('create');
  expect(createWorkerSchema.parse(JSON.parse(String(one?.['data'])))).toEqual(command(user));
  expect(await redis.get(`session:${user}`)).toBe(one?.['id']);
  const left = await redis.ttl(`session:${user}`);
  expect(left).toBeGreaterThan(86_000);
  expect(left).toBeLessThanOrEqual(86_400);
});

test('a worker that runs is used again; one that stopped, failed or is unknown is replaced', async () => {
  const user = somebody();
  const [line] = lines();
  await line.attend(user, command(user), true);
  const session = async () => String(await redis.get(`session:${user}`));
  const first = await session();
  await redis.hset(`worker:status:${first}`, 'status', 'RUNNING');
  expect(await line.attend(user, command(user), true)).toBe('RUNNING');
  expect(await session()).toBe(first);
  const seen = [first];
  for (const status of ['STOPPED', 'FAILED', 'odd']) {
    await redis.hset(`worker:status:${await session()}`, 'status', status);
    expect(await line.attend(user, command(user), true)).toBe('STARTING');
    seen.push(await session());
  }
  await redis.del(`worker:status:${await session()}`);
  await line.attend(user, command(user), true);
  seen.push(await session());
  expect(new Set(seen).size).toBe(5);
  expect((await commandsFor(user)).map((one) => one['id'])).toEqual(seen);
});

test('one that fails at once is not started again and again by what only looks after it', async () => {
  const user = somebody();
  const [line] = lines();
  await line.attend(user, command(user), true);
  await redis.hset(`worker:status:${await redis.get(`session:${user}`)}`, 'status', 'FAILED');
  expect(await line.attend(user, command(user), false)).toBe('DOWN');
  expect(await commandsFor(user)).toHaveLength(1);
  await redis.del(`worker:asked:${user}`);
  expect(await line.attend(user, command(user), false)).toBe('STARTING');
  expect(await commandsFor(user)).toHaveLength(2);
});

test('one that never answered is asked for again under the same id', async () => {
  const user = somebody();
  const [line] = lines();
  await line.attend(user, command(user), true);
  await redis.del(`worker:asked:${user}`);
  await line.attend(user, command(user), true);
  const ids = (await commandsFor(user)).map((one) => one['id']);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test('each message lies before the worker once and in its order, whoever puts it there and however often', async () => {
  const user = somebody();
  const all = [said(1, 'one'), said(2, 'two'), said(5, 'five')];
  const [a, b] = lines();
  await Promise.all([a.put(user, all), b.put(user, all.slice(0, 2)), a.put(user, all)]);
  expect((await entries(user)).map((one) => one['id'])).toEqual(['1-0', '2-0', '5-0']);
  for (const entry of await entries(user)) inputEntrySchema.parse(entry);

  // Stored later than its number was given.
  await a.put(user, [said(4, 'four')]);
  await b.put(user, [said(4, 'four'), said(6, 'six')]);
  await a.put(user, [...all, said(4, 'four'), said(6, 'six')]);
  expect((await entries(user)).map((entry) => entry['text'])).toEqual(['one', 'two', 'five', 'four', 'six']);

  // Redis lost it: what is unanswered comes back under the same ids.
  await redis.del(`worker:po:${user}:input`);
  await a.put(user, [said(5, 'five'), said(6, 'six')]);
  expect((await entries(user)).map((one) => one['id'])).toEqual(['5-0', '6-0']);
  expect(await redis.ttl(`worker:po:${user}:input`)).toBeGreaterThan(0);
});

test('a key that somebody made something else of is made a stream again', async () => {
  const user = somebody();
  await redis.set(`worker:po:${user}:input`, 'mine now');
  await lines()[0].put(user, [said(1, 'one')]);
  expect((await entries(user)).map((entry) => entry['text'])).toEqual(['one']);
});

test('answers to 500 people come over one connection, whoever begins is told, and one broken key stops nobody', async () => {
  const line = createAnswerLine(settings, stopping.signal);
  await waitFor('the connection', async () => {
    await line.lastNews();
    return true;
  });
  const users = Array.from({ length: 500 }, somebody);
  const places = new Map(users.map((user) => [user, '0-0']));
  const [first, second, broken, late] = [users[0], users[499], users[7], somebody()];
  if (!first || !second || !broken) throw new Error('there are 500');
  for (const user of [first, second])
    await redis.xadd(`worker:po:${user}:output`, '*', 'text', `for ${user}`);
  await redis.set(`worker:po:${broken}:output`, 'junk');
  await expect(line.next(places)).rejects.toThrow('WRONGTYPE');
  const { came } = await line.next(places);
  expect(came.map(({ user, entries: [entry] }) => [user, entry?.fields['text']])).toEqual([
    [first, `for ${first}`],
    [second, `for ${second}`],
  ]);
  for (const { user, entries: list } of came) places.set(user, list.at(-1)?.id ?? '0-0');
  // One question waits for five seconds, and a pause may be as long.
  const whoBegins = async () => {
    for (;;) {
      const { begun } = await line.next(places);
      if (begun.length > 0) return begun;
    }
  };
  const waits = whoBegins();
  await lines()[0].put(late, [said(1, 'Hello?')]);
  expect(await waits).toEqual([late]);
});
