import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAuditReader } from '../../../adapters/mongo/audit/read.ts';
import { createAuditWriter } from '../../../adapters/mongo/audit/write-act.ts';
import { createPeopleStore } from '../../../adapters/mongo/people/people.ts';
import { createPerson } from '../../../adapters/mongo/people.ts';
import { createPasswords } from '../../../adapters/mongo/sign-in/passwords.ts';
import type { Act } from '../../../core/audit/act.ts';
import { type SlotId, userId } from '../../../core/shared/ids.ts';
import { dayOf } from '../../../core/time/slot-instants.ts';
import {
  anEvent,
  type BookingWorld,
  bookedIn,
  oidOf,
  openBookingWorld,
  someSlots,
} from '../../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('audit');
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.rows.acts.deleteMany({});
});

const olga = 'a'.repeat(24);
const act = (over: Partial<Act> = {}): Act => ({
  what: 'token.created',
  company_id: 'default',
  by: { user_id: olga, role: 'admin', channel: 'panel' },
  target: 'b'.repeat(24),
  title: 'Careers site',
  after: { scopes: 'slots:read' },
  trace_id: 'trace',
  ...over,
});
const everything = { person: undefined, subject: undefined, day: undefined, after: undefined } as const;

test('a change is one line: who, what, and only what differs, before and after', async () => {
  const log = createAuditWriter(world.db);
  await log.write(act({ what: 'settings.changed', before: { a: 1, b: 2 }, after: { a: 1, b: 3 } }));
  await log.write(act({ what: 'settings.changed', before: { a: 1 }, after: { a: 1 } }));
  const { rows } = await createAuditReader(world.db).page('default', everything, 10);
  expect(rows).toMatchObject([
    { subject: 'settings', verb: 'changed', title: 'Careers site', before: { b: 2 }, after: { b: 3 } },
  ]);
  expect(rows[0]?.by).toMatchObject({ user_id: olga, role: 'admin', channel: 'panel', program: null });
});

test('who has no name stands under their login, in the rows and among those to choose from', async () => {
  const admin = await createPerson(world.db, { roles: ['admin'] }, world.clock.now);
  if (!admin) throw new Error('nobody was made');
  await createPasswords(world.db).set(admin, 'olga.admin', 'correct horse battery', world.clock.now);
  const by = { user_id: admin, role: 'admin', channel: 'panel' } as const;
  await createAuditWriter(world.db).write(act({ by }));
  const reader = createAuditReader(world.db);
  const { rows } = await reader.page('default', everything, 10);
  expect(rows[0]?.by).toMatchObject({ user_id: admin, name: 'olga.admin' });
  expect(await reader.people('default')).toContainEqual({ user_id: admin, name: 'olga.admin' });
});

test('who may repeat themselves after a crash writes one line under one key', async () => {
  const log = createAuditWriter(world.db);
  for (let time = 0; time < 2; time += 1) await log.write(act({ key: 'import:1' }));
  await Promise.all([log.write(act()), log.write(act())]);
  expect((await createAuditReader(world.db).page('default', everything, 10)).rows).toHaveLength(3);
});

test('bookings and the rest are one list, the newest first, each once over all pages, of one company', async () => {
  const log = createAuditWriter(world.db);
  const event = await anEvent(world);
  const [slot] = (await someSlots(world, event, 1)) as [SlotId];
  const { user, booking_id } = await bookedIn(world, event, slot);
  await world.rows.users.updateOne({ _id: oidOf(user) }, { $set: { first_name: 'Anna' } });
  for (let time = 0; time < 4; time += 1) await log.write(act());
  const reader = createAuditReader(world.db);
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await reader.page('default', { ...everything, after }, 2);
    seen.push(...page.rows.map((row) => row.id));
    after = page.next;
  } while (after !== undefined);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(5);
  expect(await reader.page('other', everything, 10)).toEqual({ rows: [] });
  const { rows } = await reader.page('default', { ...everything, subject: 'booking' }, 10);
  expect(rows).toMatchObject([{ target: booking_id, verb: 'created', before: {}, after: { room: '301' } }]);
  expect(rows[0]?.title).toMatch(/ · Anna$/);
  // A booking's own line has all of both times: what stayed as it was is left out.
  const line = await world.rows.audit.findOne({ user_id: oidOf(user) });
  if (!line?.new) throw new Error('no line');
  await world.rows.audit.updateOne({ _id: line._id }, { $set: { old: { ...line.new, audience: '302' } } });
  const moved = await reader.page('default', { ...everything, subject: 'booking' }, 10);
  expect(moved.rows.map(({ before, after: now }) => [before, now])).toEqual([
    [{ room: '302' }, { room: '301' }],
  ]);
});

test('the list is narrowed by who did it, what was changed and the day in Moscow', async () => {
  const log = createAuditWriter(world.db);
  await log.write(act());
  await log.write(act({ what: 'staff.invited', target: 'c'.repeat(24) }));
  await log.write(act({ by: { user_id: null, role: 'system', channel: 'system' } }));
  const reader = createAuditReader(world.db);
  const count = async (query: object) =>
    (await reader.page('default', { ...everything, ...query }, 10)).rows.filter(
      (row) => row.subject !== 'booking',
    ).length;
  const today = dayOf(Date.now());
  expect(await count({ person: userId(olga) })).toBe(2);
  expect(await count({ person: 'system' })).toBe(1);
  expect(await count({ subject: 'staff' })).toBe(1);
  expect(await count({ subject: 'staff', person: 'system' })).toBe(0);
  expect(await count({ day: today })).toBe(3);
  expect(await count({ day: '2001-01-01' })).toBe(0);
  // What is no place of ours is the beginning.
  expect(await count({ after: '$ne' })).toBe(3);
});

test('a forgotten person’s name is not in the log any more, that something happened is', async () => {
  const person = await createPerson(world.db, { first_name: 'Wanda', telegram_id: null }, 0);
  if (!person) throw new Error('nobody');
  const target = {
    what: 'person.changed',
    target: person,
    before: { name: 'Wanda' },
    after: { name: 'Vanda' },
  };
  const { title: _none, ...rest } = act();
  await createAuditWriter(world.db).write({ ...rest, ...target } as Act);
  const reader = createAuditReader(world.db);
  const first = await reader.page('default', { ...everything, subject: 'person' }, 10);
  expect(first.rows).toMatchObject([{ title: 'Wanda', before: { name: 'Wanda' } }]);
  await createPeopleStore(world.db).erase(person, Date.now());
  const { rows } = await reader.page('default', { ...everything, subject: 'person' }, 10);
  expect(rows).toMatchObject([{ title: '', before: {}, after: {}, target: person }]);
});
