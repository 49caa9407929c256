import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrokerCopy } from '../../race/history/broker-copy.ts';
import { Damage } from '../../support/damage.ts';
import { House } from '../../support/house.ts';
import { chatsOf, Reconciler } from '../../support/reconciling.ts';
import { waitFor } from '../../support/wait.ts';

let house: House;
let reconciler: Reconciler;
let damage: Damage;
let broker: BrokerCopy;
beforeAll(async () => {
  house = await House.open('reconcile-news');
  reconciler = await Reconciler.of(house);
  damage = new Damage(house, reconciler);
  broker = new BrokerCopy(house.env['AMQP_URL'] ?? '', house.env['AMQP_PREFIX'] ?? '');
  await broker.bind();
});
afterAll(async () => {
  await reconciler?.close();
  await house?.close();
});

const rowOf = async (person: Parameters<Damage['bookingIn']>[0], event: string) => {
  const { _id: booking, rev } = await damage.bookingIn(person, event);
  return { row: `${booking.toHexString()}:${rev}`, booking: booking.toHexString() };
};
const announcedOf = async (booking: string) =>
  (await broker.all()).filter((one) => one.booking_id === booking).map((one) => one.message_id);
const published = (row: string) =>
  waitFor(
    'the announcement',
    async () => (await damage.journal.findOne({ _id: row }))?.published_at || undefined,
  );

test('not_announced: what the broker never confirmed is published again under its own message id', async () => {
  const { person, event } = await damage.booked('Anna');
  const { row, booking } = await rowOf(person, event);
  const [once] = await announcedOf(booking);
  const old = new Date(Date.now() - 600_000);
  await damage.journal.updateOne({ _id: row }, { $set: { published_at: null, unpublished: true, at: old } });
  const before = await chatsOf(person);
  await reconciler.counts({ not_announced: 1 });
  await reconciler.mends({ not_announced: 1 });
  await published(row);
  await reconciler.isSilent();
  expect(await announcedOf(booking)).toEqual([once, once]);
  expect(await chatsOf(person)).toBe(before);
});

test('not_announced: a commit the journal does not have is written down and announced', async () => {
  const { person, event } = await damage.booked('Boris');
  const { row, booking } = await rowOf(person, event);
  const kept = await damage.journal.findOne({ _id: row });
  const before = await chatsOf(person);
  await damage.journal.deleteOne({ _id: row });
  await reconciler.counts({ not_announced: 1 });
  await reconciler.mends({ not_announced: 1 });
  await published(row);
  await reconciler.isSilent();
  const { published_at: _then, ...same } = kept ?? { published_at: null };
  expect(await damage.journal.findOne({ _id: row })).toMatchObject(same);
  expect(new Set(await announcedOf(booking)).size).toBe(1);
  expect(await chatsOf(person)).toBe(before);
});
