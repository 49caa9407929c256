// Into the topic of a person in the coordinators' group: what they said, what they were answered elsewhere, and whether it is over.
import { ApplicationFailure } from '@temporalio/common';
import { split } from '../../core/conversations/split.ts';
import { topicTitle, whyLost } from '../../core/conversations/staff-group.ts';
import type { Html } from '../../core/i18n/html.ts';
import {
  carriedText,
  doubtText,
  fateText,
  fileGoneText,
  noticeText,
  topicCard,
} from '../../core/messages/staff-group.ts';
import type { UserId } from '../../core/shared/ids.ts';
import { deliver } from '../messaging/deliver.ts';
import { isMendable, notDone, waitFailure } from '../messaging/failures.ts';
import type { Done, Made, NotDone } from '../messaging/ports.ts';
import { type Rendered, rendered } from '../rendering/render.ts';
import type { ConversationDeps } from './ports.ts';
import type { ToCarry, Topic, TopicWork } from './topic-ports.ts';

type MadeTopic = Topic & { readonly thread_id: number };
type Step = { readonly user: UserId; readonly work: TopicWork };

/** So long that the name of who says it fits before it. */
const longestPart = 3_800;

/** One step; done again it changes nothing. Not `carried`: nothing is left, or nothing more can be done for now. */
export async function carryNext(deps: ConversationDeps, user: UserId): Promise<{ carried: boolean }> {
  const work = await deps.topics.next(user);
  if (!work) return { carried: false };
  const step = { user, work };
  const { topic, message, notice } = work;
  if (!isMade(topic)) return { carried: await makeTopic(deps, step) };
  if (!topic.introduced) await introduce(deps, step, topic);
  else if (message && topic.closed) await setClosed(deps, step, topic, false);
  else if (message) await carry(deps, step, topic, message);
  else if (notice) await tellNotPassed(deps, step, topic, notice);
  else await setClosed(deps, step, topic, work.closed);
  return { carried: true };
}

const isMade = (topic: Topic): topic is MadeTopic => topic.thread_id !== null;

/** The call is known in the store before it is made; what has no answer is said in the topic that comes of the next one. */
async function makeTopic(deps: ConversationDeps, { user, work }: Step): Promise<boolean> {
  const { topics, topicMessenger, messaging } = deps;
  const { topic, person } = work;
  const title = topicTitle(person.name, person.number);
  const create = async (): Promise<Made> => {
    await topics.calling(user, topic);
    const made = await topicMessenger.create(topic.chat_id, title, messaging.patience());
    if (made.kind !== 'ok' && made.kind !== 'unknown') await topics.notCalled(user);
    return made;
  };
  const key = `topic:${user}:${topic.chat_id}:${topic.n}`;
  const after = (thread: number) => topics.made(user, topic, thread);
  const sent = await once(deps, { key, send: create, after });
  if (sent === 'sent') return true;
  await topics.another(user, topic);
  if (sent !== 'unknown') await refused(deps, { user, work }, sent);
  return false;
}

async function introduce(deps: ConversationDeps, step: Step, topic: MadeTopic): Promise<void> {
  const { work, user } = step;
  const address = deps.panelUrl && new URL(`/conversations/${user}`, deps.panelUrl).href;
  const about = { address: address ?? null, doubtful: topic.doubtful };
  const card = rendered(topicCard(work.person, about, work.lang));
  const sent = await sayOnce(deps, step, topic, { part: 'card', said: card });
  if (sent === 'sent' || sent === 'unknown') await deps.topics.introduced(user, topic);
  else if (!(await refused(deps, step, sent))) await deps.topics.introduced(user, topic);
}

async function carry(deps: ConversationDeps, step: Step, topic: MadeTopic, message: ToCarry): Promise<void> {
  let unsure: string | undefined;
  for (const { part, said, file } of partsOf(message, step.work)) {
    const name = `${message.message_id}:${part}`;
    const sent = file
      ? await copyOnce(deps, step, topic, { part: name, file, otherwise: said })
      : await sayOnce(deps, step, topic, { part: name, said });
    // Without the topic, or the group, the rest of it waits; what Telegram takes from nobody is left out.
    if (sent !== 'sent' && sent !== 'unknown' && (await refused(deps, step, sent))) return;
    if (sent === 'unknown') unsure = name;
  }
  if (unsure !== undefined && (await tellDoubt(deps, step, topic, unsure))) return;
  await deps.topics.carried(message);
}

/** Goes on until Telegram answers: what comes behind it would be lost to the same silence. Whether the topic or the group is gone. */
async function tellDoubt(
  deps: ConversationDeps,
  step: Step,
  topic: MadeTopic,
  about: string,
): Promise<boolean> {
  const said: Rendered = { text: doubtText(step.work.lang).html, keyboard: [] };
  // Without an answer twice the ledger lets a message go: the line is said once more under another key.
  for (let n = 0; ; n += 1) {
    const sent = await sayOnce(deps, step, topic, { part: `${about}:doubt:${n}`, said });
    if (sent === 'sent') return false;
    if (sent !== 'unknown') return refused(deps, step, sent);
  }
}

async function tellNotPassed(
  deps: ConversationDeps,
  step: Step,
  topic: MadeTopic,
  { key, notice }: NonNullable<TopicWork['notice']>,
): Promise<void> {
  const said = { text: noticeText(notice, step.work.lang).html, keyboard: [] };
  const sent = await sayOnce(deps, step, topic, { part: key, said });
  if (sent === 'unknown') await tellDoubt(deps, step, topic, key);
  else if (sent !== 'sent') await refused(deps, step, sent);
  await deps.topics.noticed(step.user, key);
}

type Part = { readonly part: string; readonly said: Rendered; readonly file: ToCarry['file'] };

function partsOf(message: ToCarry, { lang }: TopicWork): readonly Part[] {
  const { place, edited, speaker, text, file, file_waits, from_topic, fate } = message;
  const plainly = (html: Html): Rendered => ({ text: html.html, keyboard: [] });
  const words = (part: string, n: number): Part => {
    const said = plainly(carriedText(part, { speaker, edited, first: n === 0 }, lang));
    return { part: `${place}:${n}`, said, file: null };
  };
  const copied: Part = { part: `${place}:file`, said: plainly(fileGoneText(lang)), file };
  const all = split(text, longestPart).map(words);
  const marked = edited ? [words('', 0)] : [];
  // The words under a file go with it; when they alone were changed they come alone.
  const told = from_topic ? [] : file && file_waits ? [...marked, copied] : all;
  return fate === null ? told : [...told, { part: 'fate', said: plainly(fateText(fate, lang)), file: null }];
}

async function setClosed(
  deps: ConversationDeps,
  { user, work }: Step,
  topic: MadeTopic,
  closed: boolean,
): Promise<void> {
  const { topics, topicMessenger, messaging } = deps;
  const done = await topicMessenger.setClosed(topic.chat_id, topic.thread_id, closed, messaging.patience());
  if (done.kind !== 'ok') {
    mayGoOn(done);
    await refused(deps, { user, work }, done);
  }
  // What Telegram refuses for good is not asked for again and again.
  if (done.kind === 'ok' || done.kind === 'refused') await topics.stands(user, topic, closed);
}

/** Whether it was the topic or the group that is not there any more. */
async function refused(deps: ConversationDeps, { user, work }: Step, why: NotDone): Promise<boolean> {
  const { topics, now } = deps;
  if (why.kind === 'gone') {
    await topics.gone(user, work.topic);
    return true;
  }
  const lost =
    why.kind === 'blocked' ? 'thrown_out' : why.kind === 'refused' ? whyLost(why.description) : null;
  if (lost === null) return false;
  await topics.lost(work.topic.chat_id, lost, await now());
  return true;
}

type ToSay = { readonly part: string; readonly said: Rendered };

const keyOf = ({ user }: Step, topic: MadeTopic, part: string): string =>
  `topic:${user}:${topic.chat_id}:${topic.thread_id}:${part}`;

const sayOnce = (
  deps: ConversationDeps,
  step: Step,
  topic: MadeTopic,
  { part, said }: ToSay,
): Promise<Sent> => {
  const { topicMessenger, messaging } = deps;
  const send = () => topicMessenger.say(topic.chat_id, topic.thread_id, said, messaging.patience());
  return once(deps, { key: keyOf(step, topic, part), send });
};

async function copyOnce(
  deps: ConversationDeps,
  step: Step,
  topic: MadeTopic,
  {
    part,
    file,
    otherwise,
  }: { readonly part: string; readonly file: NonNullable<ToCarry['file']>; readonly otherwise: Rendered },
): Promise<Sent> {
  const { topicMessenger, messaging } = deps;
  const send = () => topicMessenger.copy(topic, file, messaging.patience());
  const sent = await once(deps, { key: keyOf(step, topic, part), send });
  const isFiles = typeof sent === 'object' && sent.kind === 'refused' && whyLost(sent.description) === null;
  return isFiles ? sayOnce(deps, step, topic, { part: `${part}:gone`, said: otherwise }) : sent;
}

type Sent = 'sent' | 'unknown' | NotDone;

/** By the ledger, as every new message; what is refused for good comes back as what it is. */
async function once(
  { messaging }: ConversationDeps,
  message: {
    readonly key: string;
    readonly send: () => Promise<Made>;
    readonly after?: (made: number) => Promise<void>;
  },
): Promise<Sent> {
  let last: Made | undefined;
  const send = async (): Promise<Made> => {
    last = await message.send();
    return last;
  };
  // The group is nobody's own chat.
  const about = { event_id: null, user_id: null, chat_id: null, what: 'topic', trace_id: null };
  try {
    const { sent } = await deliver(messaging, { ...message, about, reachable: 'yes', send });
    if (sent === 'unreachable' && last?.kind === 'blocked') return last;
    // Refused when the group was connected before.
    return sent === 'unknown' || sent === 'unreachable' ? 'unknown' : 'sent';
  } catch (error) {
    if (!(error instanceof ApplicationFailure) || last === undefined || last.kind === 'ok') throw error;
    if (last.kind === 'gone' || (last.kind === 'refused' && !isMendable(last))) return last;
    throw error;
  }
}

/** What only has to wait, or to be tried again, is thrown. */
function mayGoOn(done: Exclude<Done, { kind: 'ok' }>): void {
  if (done.kind === 'wait') throw waitFailure(done.ms);
  const final = done.kind === 'gone' || done.kind === 'blocked' || done.kind === 'refused';
  if (!final || isMendable(done)) throw notDone(done);
}
