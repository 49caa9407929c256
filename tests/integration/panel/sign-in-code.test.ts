import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMongo } from '../../../adapters/mongo/connect.ts';
import { createPerson, type NewPerson } from '../../../adapters/mongo/people.ts';
import { createCodes } from '../../../adapters/mongo/sign-in/codes.ts';
import { codeLifeMs, codeTries } from '../../../core/staff/codes.ts';
import { type BookingWorld, oidOf, openBookingWorld } from '../../support/booking-world.ts';
import { serviceUrl } from '../../support/services.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('codes');
});
afterAll(() => world.close());

const at = Date.UTC(2026, 10, 24);
async function staff(person: NewPerson) {
  const made = await createPerson(world.db, { roles: ['admin'], allowed: false, ...person }, at);
  if (!made) throw new Error('nobody');
  return made;
}
const addressee = async (who: string, attempt = `asks ${who}`) => {
  const codes = createCodes(world.db);
  await codes.open(attempt, who, at);
  return codes.addressee(attempt, at);
};

test('a code goes to whom the username or number belongs, in their language, and to staff only', async () => {
  await staff({ username: 'Olga_P', telegram_id: 71, lang: 'ru' });
  await createPerson(world.db, { username: 'anna', telegram_id: 72 }, at);
  await staff({ username: 'no_telegram' });
  expect(await addressee('@olga_p')).toEqual({ telegram_id: 71, lang: 'ru' });
  expect(await addressee(' 71 ')).toEqual({ telegram_id: 71, lang: 'ru' });
  for (const who of ['anna', '72', '@no_telegram', 'Olga', '.*', '$ne', 'olga_p|anna', ''])
    expect(await addressee(who), who).toBeNull();
});

test('a username that two people of the staff have means neither', async () => {
  for (const telegram_id of [81, 82]) await staff({ username: 'twins', telegram_id });
  expect(await addressee('twins')).toBeNull();
  expect(await addressee('81')).toMatchObject({ telegram_id: 81 });
});

test('the right code signs in once, within five minutes; the one before it does not', async () => {
  const user = await staff({ telegram_id: 91 });
  const codes = createCodes(world.db);
  await codes.open('once', '91', at);
  await codes.keep('once', '111111', at);
  await codes.keep('once', '222222', at + 1_000);
  expect(await codes.check('once', '111111', at + 2_000)).toEqual({ ok: false, left: codeTries - 1 });
  expect(await codes.check('once', '222222', at + 2_000)).toEqual({ ok: true, user_id: user });
  expect(await codes.check('once', '222222', at + 2_000)).toEqual({ ok: false, left: 0 });
  expect(await codes.addressee('once', at + 2_000)).toBeNull();
  await codes.open('late', '91', at);
  await codes.keep('late', '333333', at);
  expect(await codes.check('late', '333333', at + codeLifeMs)).toEqual({ ok: false, left: 0 });
  expect(JSON.stringify(await world.rows.signInAttempts.find({}).toArray())).not.toMatch(/222222|333333/);
});

test('five tries, however many come at once to however many replicas; the sixth is refused though right', async () => {
  await staff({ telegram_id: 92 });
  const other = openMongo({ url: serviceUrl('MONGODB_URL'), database: world.db.databaseName });
  try {
    const replicas = [createCodes(world.db), createCodes(other.db)];
    await createCodes(world.db).open('burst', '92', at);
    await createCodes(world.db).keep('burst', '444444', at);
    const wrong = await Promise.all(
      replicas.flatMap((codes) => ['1', '2', '3', '4', '5'].map((code) => codes.check('burst', code, at))),
    );
    expect(
      wrong.map((answer) => (answer.ok ? 9 : answer.left)).toSorted((one, other) => one - other),
    ).toEqual([0, 0, 0, 0, 0, 0, 1, 2, 3, 4]);
    expect(await createCodes(world.db).check('burst', '444444', at)).toEqual({ ok: false, left: 0 });
  } finally {
    await other.close();
  }
});

test('an attempt for nobody counts down like any other', async () => {
  const codes = createCodes(world.db);
  await codes.open('nobody', '@nobody_here', at);
  expect(await codes.check('nobody', '123456', at)).toEqual({ ok: false, left: codeTries - 1 });
  expect(await codes.check('never begun', '123456', at)).toEqual({ ok: false, left: 0 });
});

test('who was removed after asking gets no code', async () => {
  const user = await staff({ telegram_id: 93 });
  const codes = createCodes(world.db);
  await codes.open('removed', '93', at);
  await world.rows.users.updateOne({ _id: oidOf(user) }, { $set: { roles: ['candidate'] } });
  expect(await codes.addressee('removed', at)).toBeNull();
});
