// What is to be done about groups of coordinators, without anybody having written.
import { mayYetBeDeleted, topicAddress } from '../../core/conversations/staff-group.ts';
import { groupLostMessage, groupTestText, topicLeftMessage } from '../../core/messages/staff-group.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import type { TopicMessenger } from '../conversations/topic-ports.ts';
import { deliver } from '../messaging/deliver.ts';
import { isMendable } from '../messaging/failures.ts';
import type { Made, MessagingDeps } from '../messaging/ports.ts';
import { rendered } from '../rendering/render.ts';
import type { LeftTopic, LostGroup, StaffGroupRounds, TestWanted } from './ports.ts';

type Deps = {
  readonly staffGroups: StaffGroupRounds;
  readonly messaging: Pick<MessagingDeps, 'deliveries' | 'people' | 'messenger' | 'patience'>;
  readonly topicMessenger: Pick<TopicMessenger, 'remove'>;
  readonly panelUrl: string | undefined;
};

/** What Telegram refused is asked for again so rarely: it waits for somebody to give the bot a right. */
const refusedAgainMs = 3_600_000;

/** What cannot be done now is found by the next pass, and keeps nothing else from being done. */
export async function tidyStaffGroups(deps: Deps, now: number): Promise<void> {
  const { staffGroups } = deps;
  const [lost, tests, leftovers] = await Promise.all([
    staffGroups.lost(),
    staffGroups.tests(),
    staffGroups.leftovers(now - refusedAgainMs),
  ]);
  for (const group of lost) await tried(tellLost(deps, group));
  for (const test of tests) await tried(sendTest(deps, test, now));
  for (const topic of leftovers) await tried(removeTopic(deps, topic, now));
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

/** It bears the name of somebody who was erased: as long as it is there, it is not let go of. */
async function removeTopic(deps: Deps, topic: LeftTopic, now: number): Promise<void> {
  const { staffGroups, topicMessenger, messaging } = deps;
  const { company_id, chat_id, thread_id } = topic;
  const place = { chat_id, thread_id };
  const done = await topicMessenger.remove(chat_id, thread_id, messaging.patience());
  switch (done.kind) {
    case 'wait':
    case 'unreached':
    case 'unknown':
      return;
    case 'refused':
    case 'blocked':
      if (isMendable(done)) return;
      if (!mayYetBeDeleted(done.kind, done.description)) break;
      await tellLeft(deps, topic);
      return staffGroups.refused(company_id, place, now);
    case 'ok':
    case 'gone':
    case 'too_old':
      break;
    default:
      assertNever(done);
  }
  await staffGroups.removed(company_id, place);
}

/** Each administrator once. */
async function tellLeft({ messaging }: Deps, topic: LeftTopic): Promise<void> {
  if (topic.told) return;
  const address = topicAddress(topic.chat_id, topic.thread_id);
  for (const { user_id, chat_id, lang, reachable } of topic.admins) {
    const said = rendered(topicLeftMessage(address, lang));
    const key = `group:left:${topic.chat_id}:${topic.thread_id}:${user_id}`;
    const about = { event_id: null, user_id, chat_id, what: 'group', trace_id: null };
    const send = () => messaging.messenger.send(chat_id, said, 'bulk', messaging.patience());
    await deliver(messaging, { key, about, reachable, send });
  }
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
