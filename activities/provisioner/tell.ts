import { ApplicationFailure } from '@temporalio/common';
import type { ResultEntry } from '../../contracts/workers/streams.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import { provisionedMessage } from '../../core/messages/staff/provisioned.ts';
import type { UserId } from '../../core/shared/ids.ts';
import { deliver } from '../messaging/deliver.ts';
import type { MessagingDeps, Reachable } from '../messaging/ports.ts';
import { rendered } from '../rendering/render.ts';

export type Admin = {
  readonly user_id: UserId;
  readonly chat_id: number;
  readonly lang: Lang;
  readonly reachable: Reachable;
};
export type ProvisionerDeps = {
  /** Of this installation's own company: whose servers these are. */
  readonly admins: () => Promise<readonly Admin[]>;
  readonly messaging: Pick<MessagingDeps, 'deliveries' | 'people' | 'messenger' | 'patience'>;
};

/** Each admin once, however often it is read. Throws when one of them has to be tried again; the others are told. */
export async function tellResult(deps: ProvisionerDeps, entry: string, result: ResultEntry): Promise<void> {
  const faults: unknown[] = [];
  for (const admin of await deps.admins())
    await tellOne(deps, entry, result, admin).catch((fault: unknown) => {
      // Telegram will never take this one.
      if (!(fault instanceof ApplicationFailure && fault.nonRetryable)) faults.push(fault);
    });
  if (faults.length > 0) throw faults[0];
}

async function tellOne(
  { messaging }: ProvisionerDeps,
  entry: string,
  result: ResultEntry,
  { user_id, chat_id, lang, reachable }: Admin,
): Promise<void> {
  const about = { event_id: null, user_id, chat_id, what: 'provisioner', trace_id: null };
  const said = rendered(provisionedMessage(result, lang));
  const send = () => messaging.messenger.send(chat_id, said, 'bulk', messaging.patience());
  await deliver(messaging, { key: `provisioner:${entry}:${user_id}`, about, reachable, send });
}
