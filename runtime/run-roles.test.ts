import { expect, test } from 'vitest';
import { createLog } from './log.ts';
import { defineRole } from './role.ts';
import { runRoles } from './run-roles.ts';

const log = createLog({ level: 'silent' });

test('a role that cannot go on stops every role, in the reverse order of their making, and the exit code says so', async () => {
  const ended: string[] = [];
  const role = defineRole('worker', log, async (parts) => {
    parts.onStop(async () => void ended.push('connection'));
    parts.onStop(async () => void ended.push('worker'));
    parts.beside(Promise.reject(new Error('the data contradicts an index')));
  });
  expect(await runRoles([role], log)).toBe(1);
  expect(ended).toEqual(['worker', 'connection']);
});

test('a role that fails to start leaves nothing of the others behind', async () => {
  const ended: string[] = [];
  const good = defineRole('bot', log, async (parts) => parts.onStop(async () => void ended.push('bot')));
  const bad = defineRole('admin', log, () => Promise.reject(new Error('port 8080 is taken')));
  expect(await runRoles([good, bad], log)).toBe(1);
  expect(ended).toEqual(['bot']);
});

test('a part that fails to close, or never does, keeps no other from being closed', async () => {
  const ended: string[] = [];
  const role = defineRole('worker', log, async (parts) => {
    parts.onStop(async () => void ended.push('database'));
    parts.onStop(() => Promise.reject(new Error('the broker hung up')));
    parts.onStop(async () => void ended.push('http'));
  });
  await role.start();
  await expect(role.stop()).rejects.toThrow('not everything closed cleanly');
  expect(ended).toEqual(['http', 'database']);
});
