// What is to be done about groups of coordinators, without anybody having written.
import { groupLostMessage, groupTestText } from '../../core/messages/staff-group.ts';
import type { TopicMessenger } from '../conversations/topic-ports.ts';
import { deliver } from '../messaging/deliver.ts';
import type { Made, MessagingDeps } from '../messaging/ports.ts';
import { rendered } from '../rendering/render.ts';
import type { LostGroup, StaffGroupRounds, TestWanted } from './ports.ts';

type Deps = {
  readonly staffGroups: StaffGroupRounds;
  readonly messaging: Pick<MessagingDeps, 'deliveries' | 'people' | 'messenger' | 'patience'>;
  readonly topicMessenger: Pick<TopicMessenger, 'remove'>;
  readonly panelUrl: string | undefined;
};

/** What cannot be done now is found by the next pass, and keeps nothing else from being done. */
export async function tidyStaffGroups(deps: Deps, now: number): Promise<void> {
  const { staffGroups } = deps;
  const [lost, tests, leftovers] = await Promise.all([
    staffGroups.lost(),
    staffGroups.tests(),
    staffGroups.leftovers(),
  ]);
  for (const group of lost) await tried(tellLost(deps, group));
  for (const test of tests) await tried(sendTest(deps, test, now));
  for (const { company_id, ...topic } of leftovers)
    await tried(
      (async () => {
        const done = await deps.topicMessenger.remove(
          topic.chat_id,
          topic.thread_id,
          deps.messaging.patience(),
        );
        const later = done.kind === 'wait' || done.kind === 'unreached' || done.kind === 'unknown';
        if (!later) await staffGroups.removed(company_id, topic);
      })(),
    );
}

const tried = (work: Promise<void>): Promise<void> => work.catch(() => undefined);

/** Each administrator once. */
async function tellLost({ staffGroups, messaging, panelUrl }: Deps, group: LostGroup): Promise<void> {
  const address = panelUrl === undefined ? null : new URL('/settings', panelUrl).href;
  for (const { user_id, chat_id, lang, reachable } of group.admins) {
    const said = rendered(groupLostMessage(group.title, group.why, address, lang));
    const key = `group:lost:${group.company_id}:${group.at}:${user_id}`;
    const about = { event_id: null, user_id, chat_id, what: 'group', trace_id: null };
    const send = () => messaging.messenger.send(chat_id, said, 'bulk', messaging.patience());
    await deliver(messaging, { key, about, reachable, send });
  }
  await staffGroups.told(group.company_id, group.at);
}

/** A group that does not take it is disconnected: that is what a test is for. */
async function sendTest(
  { staffGroups, messaging }: Deps,
  { company_id, chat_id, by, at, lang }: TestWanted,
  now: number,
): Promise<void> {
  const said = { text: groupTestText(by, lang).html, keyboard: [] };
  const about = { event_id: null, user_id: null, chat_id: null, what: 'group', trace_id: null };
  let last: Made | undefined;
  const send = async (): Promise<Made> => {
    last = await messaging.messenger.send(chat_id, said, 'person', messaging.patience());
    return last;
  };
  await deliver(messaging, { key: `group:test:${company_id}:${at}`, about, reachable: 'yes', send });
  if (last?.kind === 'blocked') await staffGroups.goneFrom(chat_id, now);
  await staffGroups.tested(company_id, at);
}
