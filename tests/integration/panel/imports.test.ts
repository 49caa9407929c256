import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Place } from '../../../activities/importing/ports.ts';
import { createImports } from '../../../adapters/mongo/panel/imports.ts';
import { createImportWriter } from '../../../adapters/mongo/panel/imports-write.ts';
import { createPerson } from '../../../adapters/mongo/people.ts';
import type { ImportedPerson, ReadRow } from '../../../core/people/import-row.ts';
import { userId } from '../../../core/shared/ids.ts';
import { type BookingWorld, oidOf, openBookingWorld } from '../../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('panel-imports');
});
afterAll(() => world.close());

const staff = userId('a'.repeat(24));
const dropped: number[] = [];
const desk = (begin: (id: string) => Promise<void> = () => Promise.resolve()) =>
  createImports(world.db, begin);
const asked = { by: { user_id: staff, role: 'admin', channel: 'panel' }, trace_id: 'trace' } as const;
const writer = () => createImportWriter(world.db, () => Promise.resolve(world.clock.now));
const forget = async (account: number) => void dropped.push(account);

/** As its workflow does it, however often it is begun. */
async function carryOut(id: string): Promise<void> {
  let place: Place | null = null;
  do ({ next: place } = await writer().writeSome(id, place, forget));
  while (place !== null);
  await writer().finish(id);
}
async function write(company: string, id: string) {
  await desk(carryOut).write(company, id, asked);
  const list = await desk().find(company, id);
  return { written: list?.written ?? 0, meanwhile: list?.meanwhile ?? 0 };
}

async function uploaded(company: string, people: readonly ImportedPerson[]): Promise<string> {
  const imports = desk();
  const id = randomUUID();
  const about = { columns: ['имя'], ignored: ['оценка'], encoding: 'UTF-8', size: people.length };
  await imports.begin({ id, company, by: staff, at: world.clock.now, ...about });
  await imports.add(
    id,
    company,
    people.map((person, at): ReadRow => ({ line: at + 2, person })),
    0,
  );
  await imports.previewed(id);
  return id;
}
const kindsOf = async (id: string) =>
  (await desk().rows(id, undefined, undefined, 1_000)).rows.map((row) => row.kind);
const peopleOf = (company_id: string) =>
  world.rows.users.find({ company_id }).sort({ first_name: 1 }).toArray();

test('a list is compared with who is known: new, changed from what to what, unchanged, and why a row is wrong', async () => {
  const company_id = 'compare';
  const base = {
    company_id,
    first_name: 'Anna',
    last_name: 'Ivanova',
    phone: '+79990000001',
    telegram_id: 601,
  };
  await createPerson(world.db, base, world.clock.now);
  await createPerson(world.db, { company_id, first_name: 'Twin' }, world.clock.now);
  await createPerson(world.db, { company_id, first_name: 'Twin' }, world.clock.now);
  await createPerson(world.db, { company_id, roles: ['admin'], telegram_id: 602 }, world.clock.now);
  await createPerson(world.db, { company_id: 'another', telegram_id: 603 }, world.clock.now);
  const id = await uploaded(company_id, [
    { telegram_id: 601, first_name: 'Anna' },
    { phone: '+79990000001', username: 'anna_i' },
    { phone: '+79990000002', first_name: 'New' },
    { first_name: 'Twin' },
    { telegram_id: 602 },
    { telegram_id: 603 },
    { phone: '+79990000001', telegram_id: 604 },
  ]);
  const { rows } = await desk().rows(id, undefined, undefined, 100);
  expect(rows.map((row) => [row.kind, ...row.faults])).toEqual([
    ['unchanged'],
    ['changed'],
    ['new'],
    ['wrong', 'ambiguous'],
    ['wrong', 'staff'],
    ['wrong', 'elsewhere'],
    ['wrong', 'other_account'],
  ]);
  expect(rows[1]?.changes).toEqual([{ field: 'username', from: '', to: 'anna_i' }]);
  expect(await peopleOf(company_id)).toHaveLength(4);
  const found = await desk().find(company_id, id);
  expect(found).toMatchObject({
    state: 'previewed',
    counts: { new: 1, changed: 1, unchanged: 1, wrong: 4 },
    ignored: ['оценка'],
  });
  expect(await desk().find('another', id)).toBeUndefined();
});

test('a username is one person’s however it is written, in the list and among those who are known', async () => {
  const company_id = 'capitals';
  await createPerson(world.db, { company_id, first_name: 'Ivan', username: 'Ivan_K' }, world.clock.now);
  const first = await uploaded(company_id, [
    { username: 'ivan_k' },
    { username: 'IVAN_K', phone: '+79990000031' },
    { username: 'Petr_S', first_name: 'Petr' },
  ]);
  const { rows } = await desk().rows(first, undefined, undefined, 10);
  expect(rows.map(({ kind, changes }) => [kind, changes])).toEqual([
    ['unchanged', []],
    ['changed', [{ field: 'phone', from: '', to: '+79990000031' }]],
    ['new', []],
  ]);
  await write(company_id, first);
  const again = await uploaded(company_id, [{ username: 'petr_s' }, { username: 'iVAN_k' }]);
  expect(await kindsOf(again)).toEqual(['unchanged', 'unchanged']);
  // A list that gives somebody a username makes them findable by it.
  const named = await uploaded(company_id, [{ phone: '+79990000031', username: 'Vanya' }]);
  await write(company_id, named);
  expect(await kindsOf(await uploaded(company_id, [{ username: 'VANYA' }]))).toEqual(['unchanged']);
  expect(await peopleOf(company_id)).toHaveLength(2);
});

test('what was shown is written, once however often it is asked for, side by side too', async () => {
  const company = 'write';
  const id = await uploaded(company, [
    { first_name: 'Anna', telegram_id: 611 },
    { first_name: 'Boris', phone: '+79990000011' },
    { first_name: 'Vera' },
  ]);
  expect(await write('another', id)).toEqual({ written: 0, meanwhile: 0 });
  expect(await peopleOf(company)).toEqual([]);
  const twice = await Promise.all([write(company, id), write(company, id)]);
  expect(twice.at(-1)).toEqual({ written: 3, meanwhile: 0 });
  expect(await write(company, id)).toEqual({ written: 3, meanwhile: 0 });
  expect(await peopleOf(company)).toMatchObject([
    { first_name: 'Anna', telegram_id: 611, allowed: true, roles: ['candidate'] },
    { first_name: 'Boris', phone: '+79990000011' },
    { first_name: 'Vera' },
  ]);
  expect(dropped).toContain(611);
  expect(await desk().find(company, id)).toMatchObject({ state: 'written', written: 3 });
});

test('a run that was lost in the middle is begun anew: nobody is missing, nobody is there twice, and it is told once', async () => {
  const company = 'lost';
  const people = Array.from({ length: 450 }, (_none, at) => ({
    first_name: `P${at}`,
    telegram_id: 70_000 + at,
  }));
  const id = await uploaded(company, people);
  const lost: string[] = [];
  await desk(async (begun) => void lost.push(begun)).write(company, id, asked);
  expect(lost).toEqual([id]);
  await writer().writeSome(id, null, forget);
  // Written, and not yet noted: what a crash leaves.
  await world.db
    .collection('import_rows')
    .updateMany({ import_id: id, nth: { $lt: 50 } }, { $set: { result: null } });
  expect(await desk().find(company, id)).toMatchObject({
    state: 'writing',
    written: 200,
    counts: { new: 450 },
  });
  await desk(carryOut).again(id);
  expect(await desk().find(company, id)).toMatchObject({ state: 'written', written: 450, meanwhile: 0 });
  expect(await peopleOf(company)).toHaveLength(450);
  await desk(carryOut).write(company, id, asked);
  const told = await world.rows.acts.find({ target: id }).toArray();
  expect(told).toMatchObject([{ what: 'person.imported', company_id: company, after: { written: 450 } }]);
});

test('a change that an account of somebody else forbids is left out, and the others of the same write are made', async () => {
  const company = 'forbidden';
  await createPerson(
    world.db,
    { company_id: company, first_name: 'Anna', phone: '+79990000041' },
    world.clock.now,
  );
  await createPerson(
    world.db,
    { company_id: company, first_name: 'Vera', phone: '+79990000042' },
    world.clock.now,
  );
  const id = await uploaded(company, [
    { phone: '+79990000041', telegram_id: 641 },
    { phone: '+79990000042', telegram_id: 642 },
  ]);
  await createPerson(world.db, { company_id: 'another', telegram_id: 641 }, world.clock.now);
  expect(await write(company, id)).toEqual({ written: 1, meanwhile: 1 });
  expect(await peopleOf(company)).toMatchObject([{ telegram_id: null }, { telegram_id: 642 }]);
  expect(dropped).toContain(642);
});

test('the same list sent again changes nobody', async () => {
  const company = 'again';
  const people = [
    { first_name: 'Anna', telegram_id: 621 },
    { first_name: 'Вера', last_name: 'Ёлкина' },
  ];
  await write(company, await uploaded(company, people));
  const second = await uploaded(company, people);
  expect(await kindsOf(second)).toEqual(['unchanged', 'unchanged']);
  expect(await write(company, second)).toEqual({ written: 0, meanwhile: 0 });
  expect(await peopleOf(company)).toHaveLength(2);
});

test('a person who changed after the preview is left as they are, and the row says so', async () => {
  const company = 'meanwhile';
  await write(company, await uploaded(company, [{ first_name: 'Anna', phone: '+79990000021' }]));
  const [anna] = await peopleOf(company);
  if (!anna) throw new Error('nobody was written');
  const id = await uploaded(company, [
    { phone: '+79990000021', first_name: 'Ann' },
    { phone: '+79990000022', first_name: 'Boris' },
  ]);
  await world.rows.users.updateOne({ _id: anna._id }, { $set: { first_name: 'Anne' } });
  await createPerson(world.db, { company_id: company, phone: '+79990000022' }, world.clock.now);
  expect(await write(company, id)).toEqual({ written: 0, meanwhile: 2 });
  expect((await world.rows.users.findOne({ _id: anna._id }))?.first_name).toBe('Anne');
  expect(await peopleOf(company)).toHaveLength(2);
  const { rows } = await desk().rows(id, 'changed', undefined, 10);
  expect(rows).toMatchObject([{ result: 'meanwhile' }]);
});

test('who is blocked stays blocked, whatever a list says', async () => {
  const company = 'blocked';
  await write(company, await uploaded(company, [{ first_name: 'Anna', phone: '+79990000031' }]));
  const [anna] = await peopleOf(company);
  await world.rows.users.updateOne(
    { _id: oidOf(anna?._id.toHexString() ?? '') },
    { $set: { allowed: false } },
  );
  await write(company, await uploaded(company, [{ phone: '+79990000031', last_name: 'New' }]));
  expect(await peopleOf(company)).toMatchObject([{ allowed: false, last_name: 'New' }]);
});

test('a list says how far it is compared, and that it broke off when nobody goes on with it', async () => {
  const imports = desk();
  const id = randomUUID();
  const about = { columns: [], ignored: [], encoding: 'UTF-8', size: 3, by: staff, at: world.clock.now };
  await imports.begin({ id, company: 'silent', ...about });
  await imports.add(id, 'silent', [{ line: 2, person: { first_name: 'Anna' } }], 0);
  expect(await imports.find('silent', id)).toMatchObject({ state: 'reading', read: 1, size: 3 });
  await world.db.collection('imports').updateOne({ _id: id as never }, { $set: { read_at: new Date(0) } });
  expect(await imports.find('silent', id)).toMatchObject({ state: 'broken' });
});

test('a list that broke off while it was read is never written', async () => {
  const imports = desk();
  const id = randomUUID();
  const about = { columns: [], ignored: [], encoding: 'UTF-8', size: 2, by: staff, at: world.clock.now };
  await imports.begin({ id, company: 'broken', ...about });
  await imports.add(id, 'broken', [{ line: 2, person: { first_name: 'Anna' } }], 0);
  await imports.broken(id);
  expect(await imports.find('broken', id)).toMatchObject({ state: 'broken' });
  expect(await write('broken', id)).toEqual({ written: 0, meanwhile: 0 });
  expect(await peopleOf('broken')).toEqual([]);
});
