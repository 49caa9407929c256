import { isIPv6 } from 'node:net';

/**
 * Whose try it is. One household or office has as many IPv6 addresses as it likes: its first half is what it was given.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = ''] = plain.split('::');
  const given = head.split(':').filter(Boolean);
  return [...given, '0', '0', '0', '0'].slice(0, 4).join(':').toLowerCase();
}
