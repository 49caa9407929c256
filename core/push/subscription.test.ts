import { expect, test } from 'vitest';
import { knownPushHosts } from './hosts.ts';
import { readSubscription } from './subscription.ts';

const hosts = { hosts: knownPushHosts, local: false };
const endpoint = 'https://fcm.googleapis.com/fcm/send/abc';
const p256dh = `B${'x'.repeat(86)}`;
const auth = 'a'.repeat(22);

test('a subscription is taken as browsers write it, padded or not', () => {
  const padded = { endpoint, expirationTime: null, keys: { p256dh: `${p256dh}=`, auth: `${auth}==` } };
  expect(readSubscription(padded, hosts)).toEqual({ ok: true, subscription: { endpoint, p256dh, auth } });
});

test.each([
  null,
  'text',
  {},
  { endpoint },
  { endpoint, keys: {} },
  { endpoint, keys: { p256dh: 'short', auth } },
  { endpoint, keys: { p256dh, auth: { $ne: '' } } },
  { endpoint: { $gt: '' }, keys: { p256dh, auth } },
])('what is no subscription is refused: %j', (given) => {
  expect(readSubscription(given, hosts)).toEqual({ ok: false, fault: 'not_a_subscription' });
});

test('one at an address that is no push service is refused by name', () => {
  const elsewhere = { endpoint: 'https://10.0.0.1/push', keys: { p256dh, auth } };
  expect(readSubscription(elsewhere, hosts)).toEqual({ ok: false, fault: 'host_not_allowed' });
});
