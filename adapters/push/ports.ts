import type { Db } from 'mongodb';
import type { PushDeps } from '../../activities/push/ports.ts';
import type { WorkerConfig } from '../../config/load.ts';
import { createPushLedger } from '../mongo/push/ledger.ts';
import { createPushSubscriptions } from '../mongo/push/subscriptions.ts';
import { createPostPush } from './post.ts';

type PushSettings = Pick<
  WorkerConfig,
  | 'ZAPIS_ENV'
  | 'VAPID_PUBLIC_KEY'
  | 'VAPID_PRIVATE_KEY'
  | 'VAPID_EMAIL'
  | 'PUSH_HOSTS'
  | 'PANEL_URL'
  | 'PUBLIC_URL'
>;

/** undefined: this installation has no keys, so nobody could subscribe. */
export function createPushPorts(db: Db, settings: PushSettings): PushDeps | undefined {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = settings;
  if (publicKey === undefined || privateKey === undefined) return undefined;
  return {
    subscriptions: createPushSubscriptions(db),
    ledger: createPushLedger(db),
    post: createPostPush({
      keys: { subject: subjectOf(settings), publicKey, privateKey },
      hosts: settings.PUSH_HOSTS,
      local: settings.ZAPIS_ENV !== 'production',
    }),
    now: Date.now,
  };
}

/** Services want an address to complain to: an e-mail, or a page of ours. */
function subjectOf({ VAPID_EMAIL, PANEL_URL, PUBLIC_URL }: PushSettings): string {
  if (VAPID_EMAIL !== undefined) return `mailto:${VAPID_EMAIL}`;
  const page = PANEL_URL ?? PUBLIC_URL;
  return page?.startsWith('https://') ? page : 'mailto:nobody@zapis.invalid';
}
