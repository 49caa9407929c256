import { makeTopic, nameTopic, setClosed, topicColor, topicName } from '../../acts/topics.ts';
import { deletesMessages, dropTopic, managesTopics } from '../../state/dialogs.ts';
import type { Dialog, Topic } from '../../state/types.ts';
import { chatFor } from '../access.ts';
import type { Context, Methods } from '../context.ts';
import { badRequest } from '../errors.ts';
import { senderOf } from '../send.ts';

function forumFor(context: Context): Dialog {
  const dialog = chatFor(context, 'write');
  if (!dialog.isForum) throw badRequest('The chat is not a forum');
  return dialog;
}

/** Up to so many messages a topic is its maker's to delete, where nobody else has written. */
const fewMessages = 11;

function isFewOfItsOwn({ kit, bot }: Context, dialog: Dialog, topic: number): boolean {
  const said = [...kit.world.messagesOf(dialog.key).values()].filter((one) => one.threadId === topic);
  const isTheirs = said.every(({ sender }) => sender.kind === 'bot' && sender.id === bot.id);
  return said.length <= fewMessages && isTheirs;
}

/** The topic a bot may change: one of its own making it may always close, open and name, not always delete. */
function topicIn(context: Context, dialog: Dialog, what: string): Topic {
  const id = context.params.integer('message_thread_id');
  if (id <= 0) throw badRequest('Invalid message thread identifier specified');
  const topic = dialog.topics.find((one) => one.id === id);
  const maker = context.kit.world.message(dialog.key, id)?.sender;
  const isOwn = maker?.kind === 'bot' && maker.id === context.bot.id;
  const deletes = what === 'delete the topic';
  const may = (deletes ? deletesMessages : managesTopics)(dialog, context.bot.id);
  const isItsOwn = isOwn && (!deletes || isFewOfItsOwn(context, dialog, id));
  if (topic && !may && !isItsOwn) throw badRequest(`Not enough rights to ${what}`);
  if (!topic) throw badRequest('TOPIC_ID_INVALID');
  return topic;
}

function close(context: Context, closed: boolean): true {
  const dialog = forumFor(context);
  const topic = topicIn(context, dialog, 'close or open the topic');
  if ((topic.closed ?? false) === closed) throw badRequest('TOPIC_NOT_MODIFIED');
  setClosed(context.kit, dialog, senderOf(context, dialog), topic, closed);
  return true;
}

export const topics: Methods = {
  createforumtopic(context) {
    const { kit, params, bot } = context;
    const dialog = forumFor(context);
    if (!managesTopics(dialog, bot.id)) throw badRequest('Not enough rights to create a topic');
    const name = topicName(params.text('name'));
    if (name === '') throw badRequest('Title must be non-empty');
    const wanted = params.text('icon_color') === '' ? undefined : params.integer('icon_color');
    const icon_color = topicColor(wanted);
    if (icon_color === undefined) throw badRequest('Invalid icon color specified');
    const { id } = makeTopic(kit, dialog, senderOf(context, dialog), { name, icon_color });
    return { message_thread_id: id, name, icon_color };
  },
  editforumtopic(context) {
    const dialog = forumFor(context);
    const topic = topicIn(context, dialog, 'edit the topic');
    const name = topicName(context.params.text('name'));
    if (context.params.has('name') && name === '') throw badRequest('Title must be non-empty');
    if (!context.params.has('name')) return true;
    if (name === topic.name) throw badRequest('TOPIC_NOT_MODIFIED');
    nameTopic(context.kit, dialog, senderOf(context, dialog), topic, name);
    return true;
  },
  closeforumtopic: (context) => close(context, true),
  reopenforumtopic: (context) => close(context, false),
  deleteforumtopic(context) {
    const dialog = forumFor(context);
    const topic = topicIn(context, dialog, 'delete the topic');
    dropTopic(context.kit.world, dialog, topic.id);
    return true;
  },
};
