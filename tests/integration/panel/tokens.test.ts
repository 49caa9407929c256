import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServiceTokens } from '../../../adapters/mongo/api-tokens.ts';
import { tokenHash } from '../../../admin/security/callers.ts';
import { type BookingWorld, oidOf, openBookingWorld } from '../../support/booking-world.ts';

let world: BookingWorld;
beforeAll(async () => {
  world = await openBookingWorld('tokens');
});
afterAll(() => world.close());

test('each company sees and revokes its own tokens; those of before there were companies are the first one’s', async () => {
  const tokens = createServiceTokens(world.db, tokenHash);
  const ours = await tokens.issue('Ours', ['slots:read'], 'default');
  const old = await tokens.issue('Old', ['slots:read'], 'default');
  await world.rows.serviceTokens.updateOne({ _id: oidOf(old.id) }, { $unset: { company_id: '' } });
  const theirs = await tokens.issue('Theirs', ['slots:read'], 'other');
  const names = async (company: string) => (await tokens.of(company)).map((row) => row.name).toSorted();
  expect(await names('default')).toEqual(['Old', 'Ours']);
  expect(await names('other')).toEqual(['Theirs']);
  expect(await tokens.revoke(theirs.id, 'default')).toBe(false);
  expect(await tokens.find(tokenHash(theirs.token))).toBeDefined();
  expect(await tokens.revoke(ours.id, 'default')).toBe(true);
  expect(await tokens.find(tokenHash(ours.token))).toBeUndefined();
});

test('a token’s last use is known, and a busy one does not write with every request', async () => {
  const tokens = createServiceTokens(world.db, tokenHash);
  const { id, token } = await tokens.issue('Busy', ['slots:read'], 'busy');
  expect(await tokens.of('busy')).toMatchObject([{ used_at: null }]);
  await tokens.find(tokenHash(token));
  const [first] = await tokens.of('busy');
  expect(first?.used_at).toBeGreaterThan(0);
  await tokens.find(tokenHash(token));
  expect((await tokens.of('busy'))[0]?.used_at).toBe(first?.used_at);
  await world.rows.serviceTokens.updateOne({ _id: oidOf(id) }, { $set: { used_at: new Date(0) } });
  await tokens.find(tokenHash(token));
  expect((await tokens.of('busy'))[0]?.used_at).toBeGreaterThan(0);
});
