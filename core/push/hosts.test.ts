import { expect, test } from 'vitest';
import { isPushAddress, knownPushHosts } from './hosts.ts';

const outside = { hosts: knownPushHosts, local: false };
const inside = { hosts: knownPushHosts, local: true };

test.each([
  'https://fcm.googleapis.com/fcm/send/abc',
  'https://updates.push.services.mozilla.com/wpush/v2/abc',
  'https://web.push.apple.com/QGx',
  'https://db5p.notify.windows.com/w/?token=abc',
])('browsers that name %s are believed', (address) => {
  expect(isPushAddress(address, outside)).toBe(true);
});

test.each([
  'http://fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com:8443/fcm/send/abc',
  'https://fcm.googleapis.com.evil.example/abc',
  'https://evilnotify.windows.com.example/abc',
  'https://notify.windows.com@evil.example/abc',
  'https://user:secret@fcm.googleapis.com/abc',
  'https://evilpush.apple.com/abc',
  'https://169.254.169.254/latest/meta-data',
  'https://127.0.0.1/abc',
  'http://localhost:9000/abc',
  'https://[::1]/abc',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'not an address',
  '',
  `https://fcm.googleapis.com/${'a'.repeat(2_100)}`,
])('%s is nowhere our server knocks', (address) => {
  expect(isPushAddress(address, outside)).toBe(false);
});

test('in tests and in the sandbox this machine is one too, the network around it never', () => {
  expect(isPushAddress('http://127.0.0.1:9000/push', inside)).toBe(true);
  expect(isPushAddress('https://localhost:9000/push', inside)).toBe(true);
  expect(isPushAddress('http://10.0.0.1/push', inside)).toBe(false);
  expect(isPushAddress('http://169.254.169.254/', inside)).toBe(false);
});
