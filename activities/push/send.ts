import { payloadOf } from '../../core/push/payload.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import type { UserId } from '../../core/shared/ids.ts';
import type { PushDeps, PushMessage, PushSender, PushVerdict, Subscribed } from './ports.ts';

/** To every browser in which somebody subscribed; one that took it is never asked again with the same key. */
export const createPushSender = (deps: PushDeps): PushSender => ({
  async send(user, message) {
    const browsers = await deps.subscriptions.of(user);
    const payload = payloadOf(message);
    return told(await Promise.all(browsers.map((one) => sendTo(deps, user, one, message, payload))));
  },
});

/** Then whoever is at it has an answer, or is not there any more. */
const busyMs = 5_000;

async function sendTo(
  { subscriptions, ledger, post, now }: PushDeps,
  user_id: UserId,
  browser: Subscribed,
  message: PushMessage,
  payload: string,
): Promise<PushVerdict> {
  const { event_id, bookings = [], what, trace_id, tag } = message;
  const key = `${message.key}:push:${browser.id.slice(0, 16)}`;
  const claimed = await ledger.claim(key, { user_id, event_id, bookings, what, trace_id });
  if (claimed === 'busy') return { verdict: 'later', wait_ms: busyMs };
  if (claimed === 'over') return { verdict: 'delivered' };
  const ttl_seconds = Math.max(0, Math.round(message.useful_ms / 1_000));
  const answer = await post(browser, payload, { ttl_seconds, tag });
  switch (answer.kind) {
    case 'delivered':
      await ledger.settle(key, 'delivered', null);
      await subscriptions.note(browser.id, 'well', now());
      return { verdict: 'delivered' };
    case 'expired':
      await ledger.settle(key, 'expired', answer.detail);
      await subscriptions.remove(browser.id);
      return { verdict: 'expired' };
    case 'later':
      await ledger.settle(key, 'failed', answer.detail);
      return { verdict: 'later', wait_ms: answer.wait_ms };
    case 'refused':
      await ledger.settle(key, 'failed', answer.detail);
      await subscriptions.note(browser.id, 'badly', now());
      return { verdict: 'failed', why: answer.detail };
    default:
      return assertNever(answer);
  }
}

const order = ['delivered', 'later', 'failed', 'expired'] as const;

/** One browser that has it is enough; what can still come is waited for. */
function told(all: readonly PushVerdict[]): PushVerdict {
  for (const wanted of order) {
    const found = all.find(({ verdict }) => verdict === wanted);
    if (found) return found;
  }
  return { verdict: 'nowhere' };
}
