import { addTopic, deletesMessages, dropTopic, emitDialog, managesTopics } from '../state/dialogs.ts';
import type { Dialog, Person, Sender, StoredMessage, Topic } from '../state/types.ts';
import { ActError, type Kit } from './kit.ts';
import { post } from './post.ts';

const topicColors = [7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047];
const longestName = 128;

export const topicColor = (wanted: number | undefined): number | undefined =>
  wanted === undefined ? topicColors[0] : topicColors.find((color) => color === wanted);

/** Telegram cuts a name that is too long. */
export const topicName = (given: string): string => given.trim().slice(0, longestName).trim();

/** A topic's number is that of the message that says it was made. */
export function makeTopic(kit: Kit, dialog: Dialog, sender: Sender, topic: Omit<Topic, 'id'>): Topic {
  const made = { id: dialog.nextMessageId, ...topic };
  const { name, icon_color } = topic;
  addTopic(kit.world, dialog, made);
  post(kit, dialog, {
    sender,
    content: { forum_topic_created: { name, icon_color } },
    threadId: made.id,
    service: true,
  });
  return made;
}

export function nameTopic(kit: Kit, dialog: Dialog, sender: Sender, topic: Topic, name: string): void {
  topic.name = name;
  emitDialog(kit.world, dialog);
  const content = { forum_topic_edited: { name } };
  post(kit, dialog, { sender, content, threadId: topic.id, service: true });
}

export function setClosed(kit: Kit, dialog: Dialog, sender: Sender, topic: Topic, closed: boolean): void {
  topic.closed = closed;
  emitDialog(kit.world, dialog);
  const content = closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} };
  post(kit, dialog, { sender, content, threadId: topic.id, service: true });
}

export type TopicAct = 'create' | 'close' | 'reopen' | 'delete';

/** What somebody does with a topic of a group they are in. Of a deletion no bot hears. */
export function actOnTopic(
  kit: Kit,
  person: Person,
  dialog: Dialog,
  act: { readonly what: TopicAct; readonly thread?: number | undefined; readonly name?: string | undefined },
): Topic | undefined {
  const sender: Sender = { kind: 'person', id: person.id };
  if (!dialog.isForum) throw new ActError(400, 'this group has no topics');
  if (!managesTopics(dialog, person.id))
    throw new ActError(400, `${person.first_name} manages no topics here`);
  if (act.what === 'create') {
    const name = topicName(act.name ?? '');
    if (name === '') throw new ActError(400, 'a topic needs a name');
    return makeTopic(kit, dialog, sender, { name, icon_color: topicColors[0] ?? 0 });
  }
  const topic = dialog.topics.find(({ id }) => id === act.thread);
  if (!topic) throw new ActError(404, 'no such topic');
  if (act.what === 'delete') {
    if (!deletesMessages(dialog, person.id))
      throw new ActError(400, `${person.first_name} deletes no messages here`);
    dropTopic(kit.world, dialog, topic.id);
  } else setClosed(kit, dialog, sender, topic, act.what === 'close');
  return topic;
}

/** Into a closed topic only those write who could open it. */
export const mayWriteInTopic = (dialog: Dialog, userId: number, thread: StoredMessage['threadId']): boolean =>
  dialog.topics.every(({ id, closed }) => id !== thread || !closed) || managesTopics(dialog, userId);
