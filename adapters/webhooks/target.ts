import { lookup as resolve } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopback, isPublicAddress } from './public-address.ts';

/** `sandbox`: this machine itself, and without encryption, is all right; the network around it is not. */
export type TargetRules = {
  readonly sandbox: boolean;
  readonly lookup?: (host: string) => Promise<readonly { address: string; family: number }[]>;
};
type Address = { readonly address: string; readonly family: number };
export type Target =
  | { readonly ok: true; readonly addresses: readonly Address[] }
  | { readonly ok: false; readonly error: string };

const byName = (host: string) => resolve(host, { all: true, verbatim: true });

/** Where a post would go, decided once: what is connected to is what was checked here. */
export async function targetOf(url: URL, { sandbox, lookup = byName }: TargetRules): Promise<Target> {
  if (url.username !== '' || url.password !== '') return no('the address holds a password');
  if (!sandbox && url.protocol !== 'https:') return no('the address is not https');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = await addressesOf(host, lookup);
  if (addresses.length === 0) return no('the name leads nowhere');
  if (!addresses.every(({ address }) => isPublicAddress(address) || (sandbox && isLoopback(address))))
    return no('the address is not in the public internet');
  return { ok: true, addresses };
}

async function addressesOf(
  host: string,
  lookup: NonNullable<TargetRules['lookup']>,
): Promise<readonly Address[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  try {
    return await lookup(host);
  } catch {
    return [];
  }
}

const no = (error: string): Target => ({ ok: false, error });

/** For a connection to what was checked and nothing else: a name may lead elsewhere a moment later. */
export const pinnedTo =
  (addresses: readonly Address[]): LookupFunction =>
  (_host, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family);
  };
