import { expect, test } from 'vitest';
import type { Scope } from '../../contracts/api/scopes.ts';
import { initiatorOf } from './initiator.ts';

const caller = (...scopes: Scope[]) => ({ id: 'service', company: 'default', scopes: new Set(scopes) });
const headers = (values: Record<string, string>) => (name: string) => values[name];
const somebody = headers({
  'x-initiated-by-user-id': '0123456789abcdef01234567',
  'x-initiated-by-role': 'admin',
  'x-initiated-by-channel': 'panel',
});
const itself = { user_id: null, role: 'system', channel: 'api' };

test('who may act for others is believed for whom', () => {
  expect(initiatorOf(caller('act-for'), somebody)).toEqual({
    user_id: '0123456789abcdef01234567',
    role: 'admin',
    channel: 'panel',
  });
});

test('a client, as other systems say, is a candidate here', () => {
  const said = headers({ 'x-initiated-by-role': 'client', 'x-initiated-by-channel': 'tg_bot' });
  expect(initiatorOf(caller('act-for'), said)).toMatchObject({ role: 'candidate', channel: 'tg_bot' });
});

test('who may not is taken for itself, whatever it says', () => {
  expect(initiatorOf(caller('bookings:write'), somebody)).toEqual(itself);
});

test('who says nothing acts for itself; nonsense is refused', () => {
  expect(initiatorOf(caller('act-for'), headers({}))).toEqual(itself);
  expect(initiatorOf(caller('act-for'), headers({ 'x-initiated-by-role': 'god' }))).toBeUndefined();
  expect(initiatorOf(caller('act-for'), headers({ 'x-initiated-by-user-id': '$ne' }))).toBeUndefined();
});
