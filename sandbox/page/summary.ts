import type { Entity, Message } from './types.ts';

/** One line for the list of chats, a reply's head and the pinned bar. */
export function summary(message: Message | Omit<Message, 'dialog'>): string {
  const words = veiled(message.text ?? message.caption ?? '', message.entities ?? message.caption_entities);
  const service = serviceText(message);
  if (service !== null || message.text !== undefined) return service ?? words;
  return words === '' ? kindOf(message) : `${kindOf(message)}, ${words}`;
}

/** A line in a list must not tell what the chat hides. */
function veiled(text: string, entities: readonly Entity[] = []): string {
  return entities
    .filter((one) => one.type === 'spoiler')
    .reduce((words, { offset, length }) => {
      return words.slice(0, offset) + '•'.repeat(length) + words.slice(offset + length);
    }, text);
}

function kindOf(message: Omit<Message, 'dialog'>): string {
  if (message.photo) return 'Photo';
  if (message.voice) return 'Voice message';
  if (message.venue) return `Place: ${message.venue.title}`;
  if (message.location) return 'Location';
  if (message.contact) return `Contact: ${message.contact.first_name}`;
  return message.document?.file_name ?? 'File';
}

/** What Telegram writes in the middle of a chat. */
export function serviceText(message: Omit<Message, 'dialog'>): string | null {
  const who = message.from?.first_name ?? message.sender_chat?.title ?? 'Somebody';
  if (message.new_chat_members)
    return `${message.new_chat_members.map((one) => one.first_name).join(', ')} joined`;
  if (message.left_chat_member) return `${message.left_chat_member.first_name} left`;
  if (message.forum_topic_created) return `Topic “${message.forum_topic_created.name}” was created`;
  if (message.forum_topic_edited) return `${who} renamed the topic`;
  if (message.forum_topic_closed) return `${who} closed the topic`;
  if (message.forum_topic_reopened) return `${who} opened the topic again`;
  if (message.pinned_message) return `${who} pinned a message`;
  return null;
}
