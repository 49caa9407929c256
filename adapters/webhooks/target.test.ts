import { expect, test } from 'vitest';
import { targetOf } from './target.ts';

const at = async (address: string, sandbox: boolean) => (await targetOf(new URL(address), { sandbox })).ok;

test('in the sandbox this machine is a target, unencrypted too; the network around it never is', async () => {
  expect(await at('http://127.0.0.1:8080/', true)).toBe(true);
  expect(await at('http://[::1]/', true)).toBe(true);
  for (const inside of [
    'http://10.0.0.1/',
    'http://169.254.169.254/',
    'http://[fe80::1]/',
    'http://192.168.1.1/',
  ])
    expect([inside, await at(inside, true)]).toEqual([inside, false]);
});

test('outside the sandbox this machine is none', async () => {
  expect(await at('https://127.0.0.1/', false)).toBe(false);
  expect(await at('https://[::1]/', false)).toBe(false);
});
