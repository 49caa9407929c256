import { expect, test } from 'vitest';
import type { ServiceTokens } from '../ports.ts';
import { createCallers, tokenHash } from './callers.ts';

const own = 'x'.repeat(40);
const issued = 'zapis_issued-to-a-service';
const tokens: ServiceTokens = {
  async find(hash) {
    return hash === tokenHash(issued)
      ? { id: 'service', company_id: 'default', scopes: ['slots:read'] }
      : undefined;
  },
};
const callerOf = createCallers(tokens, own);

test('the system’s own token may do everything', async () => {
  const known = await callerOf(`Bearer ${own}`);
  expect('caller' in known && known.caller.scopes.has('act-for')).toBe(true);
});

test('a service has the scopes it was given, and no others', async () => {
  const known = await callerOf(`bearer ${issued}`);
  expect('caller' in known && [...known.caller.scopes]).toEqual(['slots:read']);
});

test('what is nearly a token is none', async () => {
  for (const wrong of [
    `Bearer ${own}x`,
    `Bearer ${own.slice(1)}`,
    `Basic ${own}`,
    own,
    'Bearer ',
    'Bearer a b',
  ])
    expect(await callerOf(wrong)).toEqual({ refused: 'unknown_token' });
  expect(await callerOf(undefined)).toEqual({ refused: 'no_token' });
});

test('without a setting there is no token of the system’s own', async () => {
  const without = createCallers(tokens, undefined);
  expect(await without(`Bearer ${'undefined'.repeat(3)}`)).toEqual({ refused: 'unknown_token' });
});
