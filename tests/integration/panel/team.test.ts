import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openMongo } from '../../../adapters/mongo/connect.ts';
import {
  createSessions,
  createSignInLinks,
  createStaffNames,
} from '../../../adapters/mongo/panel/sessions.ts';
import { createPerson } from '../../../adapters/mongo/people.ts';
import { createTeam } from '../../../adapters/mongo/team/team.ts';
import { tokenHash } from '../../../admin/security/callers.ts';
import { createVisitors } from '../../../admin/security/visitors.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import type { StaffRole } from '../../../core/staff/role-change.ts';
import { type BookingWorld, oidOf, openBookingWorld } from '../../support/booking-world.ts';
import { serviceUrl } from '../../support/services.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('team');
});
afterAll(() => world.close());
beforeEach(async () => {
  await Promise.all([world.rows.users.deleteMany({}), world.rows.companies.deleteMany({})]);
});

async function staff(role: StaffRole, company_id = 'default'): Promise<UserId> {
  const made = await createPerson(world.db, { roles: [role], company_id, allowed: false }, Date.now());
  if (!made) throw new Error('nobody');
  return made;
}
const admins = (company = 'default') =>
  world.rows.users.countDocuments({ company_id: company, roles: 'admin' });

test('admins who demote each other in the same instant, on two replicas, leave exactly one', async () => {
  const other = openMongo({ url: serviceUrl('MONGODB_URL'), database: world.db.databaseName });
  try {
    const teams = [createTeam(world.db), createTeam(other.db)];
    const ids = await Promise.all(Array.from({ length: 6 }, () => staff('admin')));
    const answers = await Promise.all(
      teams.flatMap((team) => ids.map((id) => team.change('default', id, 'viewer'))),
    );
    expect(await admins()).toBe(1);
    expect(answers.filter((answer) => answer === 'changed')).toHaveLength(5);
    expect(answers).toContain('last_admin');
  } finally {
    await other.close();
  }
});

test('a change that was decided and not done is finished by whoever comes next', async () => {
  const team = createTeam(world.db);
  const [one, two] = [await staff('admin'), await staff('admin')];
  const decided = { user_id: oidOf(one), roles: ['viewer'] as const, rev: 1 };
  await world.rows.companies.insertOne({
    _id: 'default',
    name: '',
    created_at: new Date(),
    staff_rev: 1,
    staff_change: decided,
  });
  expect(await team.change('default', two, 'viewer')).toBe('last_admin');
  expect((await team.member('default', one))?.role).toBe('viewer');
  expect(await admins()).toBe(1);
});

test('who is removed is out at once, with every session and link; what they are besides stays', async () => {
  const team = createTeam(world.db);
  await staff('admin');
  const id = await createPerson(world.db, { roles: ['candidate', 'specialist'] }, Date.now());
  if (!id) throw new Error('nobody');
  const sessions = createSessions(world.db);
  const links = createSignInLinks(world.db);
  const visitorOf = createVisitors(sessions, Date.now);
  await sessions.open({ id: tokenHash('token'), user_id: id, browser: '', at: Date.now() });
  await links.make({ hash: 'link', user_id: id, until: Date.now() + 60_000 });
  expect(await visitorOf('token', 'en', true)).toMatchObject({ role: 'specialist' });
  expect(await team.change('default', id, null)).toBe('changed');
  expect(await visitorOf('token', 'en', true)).toBeUndefined();
  expect(await links.use('link', Date.now())).toBeUndefined();
  expect(await world.rows.users.findOne({ _id: oidOf(id) })).toMatchObject({ roles: ['candidate'] });
  // Invited again they begin anew: what was open before stays shut.
  await team.change('default', id, null);
  await world.rows.users.updateOne({ _id: oidOf(id) }, { $addToSet: { roles: 'viewer' } });
  expect(await visitorOf('token', 'en', true)).toBeUndefined();
});

test('a team is one company’s: nobody of another is listed, found, changed or counted as its admin', async () => {
  const team = createTeam(world.db);
  const [ours, theirs] = [await staff('admin'), await staff('admin', 'other')];
  expect((await team.list('default')).map((one) => one.user_id)).toEqual([ours]);
  expect(await team.member('default', theirs)).toBeUndefined();
  expect(await team.change('default', theirs, 'viewer')).toBe('gone');
  expect(await team.change('default', ours, 'viewer')).toBe('last_admin');
  expect([await admins(), await admins('other')]).toEqual([1, 1]);
});

test('an invited account that is known becomes staff as it is; one that works somewhere does not change sides', async () => {
  const team = createTeam(world.db);
  const candidate = await createPerson(world.db, { telegram_id: 501 }, 0);
  await createPerson(world.db, { telegram_id: 502, company_id: 'other', roles: ['admin'] }, 0);
  const member = { name: 'Ines', username: null, role: 'viewer' } as const;
  expect(await team.invite('default', { ...member, telegram_id: 501 }, 0)).toEqual({ user_id: candidate });
  expect(await team.invite('default', { ...member, telegram_id: 501 }, 0)).toBe('taken');
  expect(await team.invite('default', { ...member, telegram_id: 502 }, 0)).toBe('taken');
  const made = await team.invite('default', { ...member, telegram_id: null }, 0);
  expect(await team.list('default')).toMatchObject([
    { user_id: candidate },
    { name: 'Ines', role: 'viewer' },
  ]);
  // Working here does not put anybody on the list of those who may book.
  if (made === 'taken') throw new Error('taken');
  expect(await world.rows.users.findOne({ _id: oidOf(made.user_id) })).toMatchObject({ allowed: false });
});

test('the list says by what each of them can come in', async () => {
  const id = await staff('admin');
  const until = Date.now() + 60_000;
  await createSignInLinks(world.db).make({ hash: 'open', user_id: id, until });
  await createSessions(world.db).open({ id: 'seen', user_id: id, browser: '', at: 5 });
  expect(await createTeam(world.db).list('default')).toMatchObject([
    { role: 'admin', login: null, telegram_id: null, seen_at: 5, link_until: until },
  ]);
});

test('the administrator of the first start names themselves, and is called so by colleagues', async () => {
  const names = createStaffNames(world.db);
  const one = await staff('admin');
  expect(await names.read(one)).toBe('');
  await names.write(one, 'Vera Orlova');
  expect(await names.read(one)).toBe('Vera Orlova');
  expect((await createTeam(world.db).member('default', one))?.name).toBe('Vera Orlova');
});
