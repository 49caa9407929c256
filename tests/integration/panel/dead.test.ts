import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAged } from '../../../adapters/mongo/aged.ts';
import { createDeadMessages } from '../../../adapters/mongo/panel/dead.ts';
import { openRabbit, type Rabbit } from '../../../adapters/rabbit/connect.ts';
import { bury, done, type Incoming } from '../../../adapters/rabbit/consumer.ts';
import { createDeadKeeper } from '../../../admin/consumers/dead-messages.ts';
import { bookingEvents, deadQueueOf } from '../../../contracts/events/topology.ts';
import { userId } from '../../../core/shared/ids.ts';
import { createLog } from '../../../runtime/log.ts';
import { untilDone } from '../../../runtime/retry.ts';
import { type BookingWorld, openBookingWorld } from '../../support/booking-world.ts';
import { opened, signedIn } from '../../support/panel-browser.ts';
import { PanelDouble } from '../../support/panel-double.ts';
import { ownName, serviceUrl } from '../../support/services.ts';
import { waitFor } from '../../support/wait.ts';

const dead = deadQueueOf(bookingEvents);
const stopping = new AbortController();
const handled: Incoming[] = [];
let isMended = false;
let isAway = false;
let world: BookingWorld;
let rabbit: Rabbit;
beforeAll(async () => {
  world = await openBookingWorld('dead');
  rabbit = await openRabbit(
    { url: serviceUrl('AMQP_URL'), prefix: `${ownName('dead')}.` },
    createLog({ level: 'silent' }),
  );
  const store = createDeadMessages(world.db);
  const keeper = createDeadKeeper(
    {
      store: {
        keep: (message) => (isAway ? Promise.reject(new Error('no database')) : store.keep(message)),
      },
      now: Date.now,
      untilDone: (work) => untilDone(work, { signal: stopping.signal, firstMs: 5, mostMs: 20 }),
    },
    bookingEvents,
  );
  await rabbit.consume({
    queue: bookingEvents,
    prefetch: 10,
    async handle(message) {
      if (!isMended) return bury('nobody understands <b>this</b>');
      handled.push(message);
      return done;
    },
  });
  await rabbit.consume({ queue: dead, prefetch: 10, ordered: true, handle: keeper });
  await waitFor('a healthy broker', async () => (await rabbit.health()).ok || undefined);
});
afterAll(async () => {
  stopping.abort();
  await rabbit.close();
  await world.close();
});

const die = async (message_id: string | null, body: string) => {
  isMended = false;
  await rabbit.sendBack({ queue: bookingEvents, body: Buffer.from(body, 'latin1'), message_id, headers: {} });
};

const waiting = () => createDeadMessages(world.db).list('waiting', undefined, 100);
const arrived = (id: string) =>
  waitFor('the dead message', async () => (await waiting()).rows.find((row) => row.id.endsWith(id)));

async function desk() {
  const double = new PanelDouble();
  double.plays = { dead: createDeadMessages(world.db), sendBack: rabbit.sendBack };
  const browser = await opened(double);
  return { double, browser, form_token: signedIn(double, browser, 'admin') };
}

test('what no consumer could handle is shown with its reason, and is handled when it is sent again', async () => {
  await die('m-1', '{"event_type":"booking.<i>"}');
  const { id } = await arrived('m-1');
  const { double, browser, form_token } = await desk();
  const list = await browser.get('/dead');
  expect(list.text).toContain('nobody understands &lt;b>this');
  const address = `/dead/one?${new URLSearchParams({ id })}`;
  expect((await browser.get(address)).text).toContain('booking.&lt;i>');

  isMended = true;
  expect((await browser.post('/dead/one', { form_token, id, how: 'retried' })).to).toBe('/dead');
  const again = await waitFor('it to be handled', () => handled.find((one) => one.messageId === 'm-1'));
  expect(again.body.toString()).toBe('{"event_type":"booking.<i>"}');
  expect((await browser.get('/dead')).text).toContain('was sent again');
  expect(double.acts).toMatchObject([{ what: 'message.retried', target: id, by: { channel: 'panel' } }]);
  expect((await browser.get(address)).text).toContain('sent again');
});

test('one that dies again waits again; two who decide at once decide once', async () => {
  await die('m-2', '{}');
  const { id } = await arrived('m-2');
  const { browser, form_token } = await desk();
  await browser.post('/dead/one', { form_token, id, how: 'retried' });
  await arrived('m-2');
  await browser.post('/dead/one', { form_token, id, how: 'discarded' });
  await browser.post('/dead/one', { form_token, id, how: 'retried' });
  expect((await browser.get('/dead')).text).toContain('already decided');
  expect((await createDeadMessages(world.db).find(id))?.state).toBe('discarded');
});

test('one that died again before it was noted that it was sent waits all the same', async () => {
  const store = createDeadMessages(world.db);
  const message = { id: 'quick:1', queue: 'quick', message_id: null, reason: 'quick', headers: {} };
  const dies = (died_at: number) => store.keep({ ...message, body: Buffer.from('{}'), died_at });
  const by = userId('a'.repeat(24));
  await dies(1_000);
  const seen = await store.find(message.id);
  if (!seen) throw new Error('nothing was kept');
  await dies(2_000);
  expect(await store.settle(seen, 'discarded', by, 3_000)).toBe(false);
  expect(await store.settle(seen, 'retried', by, 3_000)).toBe(true);
  const again = await store.find(message.id);
  expect(again).toMatchObject({ state: 'waiting', died_at: 2_000 });
  expect(await store.settle(again ?? seen, 'discarded', by, 3_000)).toBe(true);
  expect((await store.find(message.id))?.state).toBe('discarded');
});

test('while the database is away nothing leaves the dead queue, however long it takes', async () => {
  isAway = true;
  await die('m-3', '{}');
  await waitFor('it to be dead', async () => (await rabbit.count(bookingEvents)) === 0 || undefined);
  expect((await waiting()).rows.some((row) => row.id.endsWith('m-3'))).toBe(false);
  isAway = false;
  await arrived('m-3');
});

test('a message without an id, and one that is no text, keep every byte', async () => {
  await die(null, 'no \xff\xfe text');
  const row = await waitFor('the dead message', async () =>
    (await waiting()).rows.find((one) => one.message_id === null),
  );
  expect(row.body.toString('latin1')).toBe('no \xff\xfe text');
});

test('pages follow one another without a gap, and what waits does not age', async () => {
  const store = createDeadMessages(world.db);
  const before = (await waiting()).rows.length;
  for (const n of [1, 2, 3, 4, 5])
    await store.keep({
      id: `old:${n}`,
      queue: 'old',
      message_id: null,
      reason: 'old',
      body: Buffer.from('{}'),
      headers: {},
      died_at: 1_000,
    });
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.list('waiting', after, 2);
    seen.push(...page.rows.map((row) => row.id));
    after = page.next;
  } while (after !== undefined);
  expect(new Set(seen).size).toBe(before + 5);
  expect(seen).toHaveLength(before + 5);
  await createAged(world.db).prune('dead_messages', Date.now(), 100);
  expect((await waiting()).rows).toHaveLength(before + 5);
});

test('another company sees nothing of it', async () => {
  const { double, browser, form_token } = await desk();
  await die('m-4', '{}');
  const { id } = await arrived('m-4');
  for (const [key, person] of double.people) double.people.set(key, { ...person, company_id: 'other' });
  expect((await browser.get('/dead')).status).toBe(404);
  expect((await browser.get(`/dead/one?${new URLSearchParams({ id })}`)).status).toBe(404);
  expect((await browser.post('/dead/one', { form_token, id, how: 'discarded' })).status).toBe(404);
  expect((await createDeadMessages(world.db).find(id))?.state).toBe('waiting');
});
