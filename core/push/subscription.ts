import { isPushAddress, type PushHosts } from './hosts.ts';

/** What a browser hands over: where to knock, and what only it can read. */
export type PushSubscription = {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
};
type SubscriptionFault = 'not_a_subscription' | 'host_not_allowed';

// An uncompressed point of P-256 is 65 bytes and begins with 4; the secret is 16 bytes.
const pointShape = /^B[A-Za-z0-9_-]{86}$/;
const secretShape = /^[A-Za-z0-9_-]{22}$/;

const bare = (given: unknown): string => (typeof given === 'string' ? given.replace(/=+$/, '') : '');

export function readSubscription(
  given: unknown,
  hosts: PushHosts,
):
  | { readonly ok: true; readonly subscription: PushSubscription }
  | { readonly ok: false; readonly fault: SubscriptionFault } {
  const { endpoint, keys } = (given ?? {}) as { readonly endpoint?: unknown; readonly keys?: unknown };
  const { p256dh, auth } = (keys ?? {}) as { readonly p256dh?: unknown; readonly auth?: unknown };
  const [point, secret] = [bare(p256dh), bare(auth)];
  if (typeof endpoint !== 'string' || !pointShape.test(point) || !secretShape.test(secret))
    return { ok: false, fault: 'not_a_subscription' };
  if (!isPushAddress(endpoint, hosts)) return { ok: false, fault: 'host_not_allowed' };
  return { ok: true, subscription: { endpoint, p256dh: point, auth: secret } };
}
