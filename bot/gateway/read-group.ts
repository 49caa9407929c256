import { createHash } from 'node:crypto';
import type { InGroup } from '../../contracts/events/bot-update.ts';
import { fileIn, longestText, type RawMessage } from './read-message.ts';

const command = /^\/desk(?:@\w+)?(?:\s+(\S{1,64}))?\s*$/i;
/** What cannot be passed on, and whoever sent it has to know. */
const unpassed = ['sticker', 'video_note', 'location', 'venue', 'contact', 'poll', 'dice', 'story'] as const;

/** What somebody wrote in a group; a text: why it is none of ours. Who it is, and whose topic, is not known here. */
export function saidInGroup(message: RawMessage, edited: boolean): InGroup | string {
  const { text = '', chat } = message;
  const code = edited ? null : command.exec(text);
  const thread_id = message.is_topic_message === true ? (message.message_thread_id ?? null) : null;
  if (code?.[1] !== undefined) {
    const code_hash = createHash('sha256').update(code[1].toUpperCase()).digest('hex');
    const title = (chat.title ?? '').slice(0, 255);
    return { did: 'code', code_hash, title, forum: chat.is_forum === true, thread_id };
  }
  if (thread_id === null) return 'said in a group';
  if (Object.hasOwn(message, 'forum_topic_closed')) return { did: 'topic', thread_id, closed: true };
  if (Object.hasOwn(message, 'forum_topic_reopened')) return { did: 'topic', thread_id, closed: false };
  if (isByOtherBot(message)) return 'from a bot';
  if (text.startsWith('/')) return 'a command in a topic';
  const { message_id } = message;
  const found = fileIn(message);
  if (text === '' && !found && !unpassed.some((one) => Object.hasOwn(message, one)))
    return 'a notice, nothing was said';
  const said = found
    ? { text: found.text, file: found.file }
    : { text: text.slice(0, longestText), file: null };
  return { did: 'said', thread_id, message_id, edited, ...said };
}

/** Whoever writes as the group itself comes as a bot of Telegram's own. */
const isByOtherBot = ({ from, sender_chat }: RawMessage): boolean =>
  from?.is_bot === true && sender_chat === undefined;

type Membership = {
  readonly status: string;
  readonly can_manage_topics?: boolean | undefined;
  readonly can_delete_messages?: boolean | undefined;
};

/** What the bot may do in a group from now on. Whoever was no administrator there had nothing to lose but the place. */
export function lostGroup(now: Membership, before: Membership | undefined): InGroup | string {
  if (now.status === 'kicked' || now.status === 'left') return { did: 'lost', why: 'thrown_out' };
  const manages = now.status === 'administrator' && now.can_manage_topics !== false;
  const managed = before?.status === 'administrator';
  // A group of the time when deleting was not asked for stays one until the right is taken.
  const deletes = now.can_delete_messages !== false || before?.can_delete_messages === false;
  return (manages && deletes) || !managed ? 'membership in a group' : { did: 'lost', why: 'no_right' };
}
