import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMongo } from '../../../adapters/mongo/connect.ts';
import { createSessions } from '../../../adapters/mongo/panel/sessions.ts';
import { createPeopleStore } from '../../../adapters/mongo/people/people.ts';
import { createPerson } from '../../../adapters/mongo/people.ts';
import { createPasswords } from '../../../adapters/mongo/sign-in/passwords.ts';
import { createThrottle } from '../../../adapters/mongo/sign-in/throttle.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { passwordLimits } from '../../../core/staff/sign-in.ts';
import { type BookingWorld, openBookingWorld } from '../../support/booking-world.ts';
import { opened } from '../../support/panel-browser.ts';
import { PanelDouble } from '../../support/panel-double.ts';
import { serviceUrl } from '../../support/services.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('sign-in');
});
afterAll(() => world.close());

const limit = { most: 5, windowMs: 60_000 };
const at = Date.UTC(2026, 10, 24);

test('two replicas count together, tries of the same instant included: not one too many gets through', async () => {
  const other = openMongo({ url: serviceUrl('MONGODB_URL'), database: world.db.databaseName });
  try {
    const replicas = [createThrottle(world.db), createThrottle(other.db)];
    const asked = replicas.flatMap((replica) =>
      Array.from({ length: 20 }, () => replica.count([{ what: 'password', who: 'burst', limit }], at)),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(limit.most);
    expect(answers).toHaveLength(40);
  } finally {
    await other.close();
  }
});

test('the answer says when the next try is looked at, and from then on it is', async () => {
  const throttle = createThrottle(world.db);
  const again = (now: number, who = 'waits') => throttle.count([{ what: 'password', who, limit }], now);
  for (let time = 0; time < limit.most; time += 1) expect(await again(at + time)).toEqual({ ok: true });
  expect(await again(at + 10)).toEqual({ ok: false, until: at + limit.windowMs });
  expect(await again(at + 10, 'somebody else')).toEqual({ ok: true });
  expect(await again(at + limit.windowMs)).toEqual({ ok: true });
  for (let time = 1; time < limit.most; time += 1) await again(at + limit.windowMs);
  expect(await again(at + limit.windowMs)).toMatchObject({ ok: false });
  await throttle.forget('password', 'waits');
  expect(await again(at + limit.windowMs)).toEqual({ ok: true });
});

test('what was typed into the form is nowhere in the store', async () => {
  await createThrottle(world.db).count([{ what: 'password', who: 'typed-by-mistake', limit }], at);
  expect(JSON.stringify(await world.rows.throttles.find({}).toArray())).not.toContain('typed-by-mistake');
});

test('a password is known by its login, once in the installation, and cannot be read back', async () => {
  const passwords = createPasswords(world.db);
  const [olga, anna] = await Promise.all(
    ['Olga', 'Anna'].map((first_name) => createPerson(world.db, { first_name, roles: ['admin'] }, at)),
  );
  if (!olga || !anna) throw new Error('nobody');
  expect(await passwords.set(olga, '@Olga', 'correct horse', at)).toBe('set');
  expect(await passwords.set(anna, 'olga', 'battery staple', at)).toBe('login_taken');
  expect(await passwords.check('OLGA', 'correct horse')).toBe(olga);
  expect(await passwords.check('olga', 'battery staple')).toBeUndefined();
  expect(await passwords.check('nobody', 'correct horse')).toBeUndefined();
  expect(await passwords.loginOf(olga)).toBe('olga');
  expect(JSON.stringify(await world.rows.credentials.find({}).toArray())).not.toContain('horse');
  await passwords.set(olga, 'olga', 'another long one', at);
  expect(await passwords.check('olga', 'correct horse')).toBeUndefined();
  await passwords.drop(olga);
  expect(await passwords.check('olga', 'another long one')).toBeUndefined();
});

test('one person’s sessions are listed and ended, from another replica too, and nobody else’s', async () => {
  const sessions = createSessions(world.db);
  const [olga, anna] = await Promise.all(
    ['Olga', 'Anna'].map((first_name) => createPerson(world.db, { first_name, roles: ['admin'] }, at)),
  );
  if (!olga || !anna) throw new Error('nobody');
  const open = (id: string, user_id: UserId) => sessions.open({ id, user_id, browser: 'Firefox', at });
  for (const id of ['desk', 'phone', 'tablet']) await open(id, olga);
  await open('hers', anna);
  const live = async () => (await sessions.of(olga)).map(({ id }) => id).toSorted();
  expect(await live()).toEqual(['desk', 'phone', 'tablet']);
  await sessions.endOwn(anna, 'phone', at);
  await sessions.endOwn(olga, 'tablet', at);
  expect(await live()).toEqual(['desk', 'phone']);
  await sessions.endOthers(olga, 'desk', at);
  expect(await live()).toEqual(['desk']);
  expect(await sessions.find('phone')).toBeUndefined();
  expect(await sessions.find('hers')).toBeDefined();
});

test('a locked account is locked at every instance of the panel, and so is an address', async () => {
  const other = openMongo({ url: serviceUrl('MONGODB_URL'), database: world.db.databaseName });
  try {
    const browsers = await Promise.all(
      [world.db, other.db].map(async (db) => {
        const double = new PanelDouble();
        double.throttle = createThrottle(db);
        double.passwords.set('ines', {
          user_id: double.person(['admin']).user_id,
          password: 'correct horse',
        });
        return opened(double);
      }),
    );
    const [one, two] = browsers;
    if (!one || !two) throw new Error('two are wanted');
    for (let time = 0; time < passwordLimits.account.most; time += 1)
      await (time % 2 ? one : two).post('/sign-in/password', { login: 'ines', password: 'wrong' });
    for (const browser of browsers) {
      const form = { login: 'ines', password: 'correct horse' };
      expect((await browser.post('/sign-in/password', form)).status).toBe(429);
    }
    const statuses: number[] = [];
    for (let time = 0; time < passwordLimits.address.most; time += 1)
      statuses.push((await (time % 2 ? one : two).post('/sign-in/password', { login: `n${time}` })).status);
    expect(statuses.slice(-1)).toEqual([429]);
    expect(statuses.slice(0, 1)).toEqual([422]);
  } finally {
    await other.close();
  }
});

test('who asks for their data learns where they were signed in; who is forgotten leaves no way in behind', async () => {
  const user = await createPerson(world.db, { first_name: 'Wanda', roles: ['viewer'] }, at);
  if (!user) throw new Error('nobody');
  const [passwords, sessions, people] = [
    createPasswords(world.db),
    createSessions(world.db),
    createPeopleStore(world.db),
  ];
  await passwords.set(user, 'wanda', 'correct horse', at);
  await sessions.open({ id: 'hash of wanda', user_id: user, browser: 'Firefox 140', at });
  const told = JSON.stringify(await people.everythingAbout(user));
  expect(told).toContain('"login":"wanda"');
  expect(told).toContain('Firefox 140');
  expect(told).not.toMatch(/scrypt|hash of wanda/);
  expect(await people.erase(user, at)).toBe('erased');
  expect(await passwords.check('wanda', 'correct horse')).toBeUndefined();
  expect(await sessions.of(user)).toEqual([]);
  expect(JSON.stringify(await people.everythingAbout(user))).not.toMatch(/wanda|Firefox/i);
});
