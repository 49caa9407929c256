import { BlockList, isIP } from 'node:net';

/** Everything that is not somewhere in the public internet: our own machine, private networks, what is reserved. */
const ours = new BlockList();
const four = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
for (const [net, bits] of four) ours.addSubnet(net, bits, 'ipv4');

/** Of version 6 only what is given out for public use; within it, what leads back to version 4 or nowhere. */
const given = new BlockList();
given.addSubnet('2000::', 3, 'ipv6');
const tunnels = new BlockList();
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  tunnels.addSubnet(net, bits, 'ipv6');

/** An IPv4 address written as IPv6 is judged as what it is. */
const mapped = /^::ffff:(?:(\d+\.\d+\.\d+\.\d+)|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/i;

function inside(address: string): string | undefined {
  const [, dotted, high, low] = mapped.exec(address) ?? [];
  if (dotted !== undefined) return dotted;
  if (high === undefined || low === undefined) return undefined;
  const [h, l] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [h >> 8, h & 255, l >> 8, l & 255].join('.');
}

export function isPublicAddress(address: string): boolean {
  const four = inside(address) ?? address;
  if (isIP(four) === 4) return !ours.check(four, 'ipv4');
  if (isIP(address) !== 6) return false;
  return given.check(address, 'ipv6') && !tunnels.check(address, 'ipv6');
}

const here = new BlockList();
here.addSubnet('127.0.0.0', 8, 'ipv4');
here.addAddress('::1', 'ipv6');

/** This machine, as it speaks to itself. */
export const isLoopback = (address: string): boolean =>
  here.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
