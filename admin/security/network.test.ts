import { expect, test } from 'vitest';
import { networkOf } from './network.ts';

test('all addresses that one customer of a provider has count as one', () => {
  const one = networkOf('2001:db8:1:2:3:4:5:6');
  expect(networkOf('2001:DB8:1:2::9')).toBe(one);
  expect(networkOf('2001:db8:1:3::9')).not.toBe(one);
  expect(networkOf('::1')).toBe('0:0:0:0');
});

test('an IPv4 address is itself, however it is written', () => {
  expect(networkOf('::ffff:192.0.2.7')).toBe(networkOf('192.0.2.7'));
  expect(networkOf('192.0.2.8')).not.toBe(networkOf('192.0.2.7'));
});
