import { createHash } from 'node:crypto';
import { request as plain } from 'node:http';
import { request as encrypted } from 'node:https';
import type { LookupFunction } from 'node:net';
import webPush from 'web-push';
import type { PostPush } from '../../activities/push/ports.ts';
import { type PushAnswer, pushAnswer } from '../../core/push/answer.ts';
import { isPushAddress, type PushHosts } from '../../core/push/hosts.ts';
import { textOf } from '../trouble.ts';
import { pinnedTo, targetOf } from '../webhooks/target.ts';

/** With what we say who we are to push services. */
type VapidKeys = {
  /** An address of ours, `mailto:` or `https:`: they write there when something is wrong. */
  readonly subject: string;
  readonly publicKey: string;
  readonly privateKey: string;
};

type PostRules = PushHosts & {
  readonly keys: VapidKeys;
  readonly withinMs?: number;
};

const patienceMs = 10_000;
const unreachedMs = 10_000;

/** Encrypts for one browser and hands it to its service: at an allowed host, at the address that was checked, following nothing. */
export function createPostPush({ keys, withinMs = patienceMs, ...hosts }: PostRules): PostPush {
  return async ({ endpoint, p256dh, auth }, payload, { ttl_seconds, tag }) => {
    // It was checked when it came; what is allowed may be less by now.
    if (!isPushAddress(endpoint, hosts)) return { kind: 'refused', detail: 'the host is not allowed' };
    const target = await targetOf(new URL(endpoint), { sandbox: hosts.local });
    if (!target.ok) return { kind: 'refused', detail: target.error };
    const made = sealed(keys, { endpoint, p256dh, auth }, payload, { ttl_seconds, tag });
    if (!made) return { kind: 'refused', detail: 'not a key of a browser' };
    try {
      const lookup = pinnedTo(target.addresses);
      return await send(new URL(made.endpoint), made, lookup, AbortSignal.timeout(withinMs));
    } catch (error) {
      return { kind: 'later', wait_ms: unreachedMs, detail: textOf(error).slice(0, 200) };
    }
  };
}

/** undefined: nothing can be encrypted for what the browser gave as its key. */
function sealed(
  vapidDetails: VapidKeys,
  ...[{ endpoint, p256dh, auth }, payload, { ttl_seconds, tag }]: Parameters<PostPush>
): webPush.RequestDetails | undefined {
  try {
    return webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      vapidDetails,
      TTL: ttl_seconds,
      urgency: 'high',
      topic: topicOf(tag),
      contentEncoding: 'aes128gcm',
    });
  } catch {
    return undefined;
  }
}

/** At most 32 letters: a message that waits in a service is replaced by a newer one of the same topic. */
const topicOf = (tag: string): string => createHash('sha256').update(tag).digest('base64url').slice(0, 32);

function send(
  url: URL,
  { headers, body }: Pick<webPush.RequestDetails, 'headers' | 'body'>,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<PushAnswer & { readonly detail: string }> {
  const request = url.protocol === 'https:' ? encrypted : plain;
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers, lookup, signal, agent: false } as const;
    const sent = request(url, options, (response) => {
      const status = response.statusCode ?? 0;
      const answer = pushAnswer(status, response.headers['retry-after'] ?? null, Date.now());
      resolve({ ...answer, detail: `answered ${status}` });
      response.destroy();
    });
    // After an answer this is the connection that was cut, and changes nothing.
    sent.on('error', reject);
    sent.end(body);
  });
}
