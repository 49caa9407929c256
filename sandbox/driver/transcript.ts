import type { ShownMessage } from './types.ts';

/** A chat as people read it: one line per message, buttons below it. */
export function transcript(messages: readonly ShownMessage[]): string {
  return messages.map(line).join('\n') || '(nothing was said)';
}

function line(message: ShownMessage): string {
  const who = message.sender_chat?.title ?? message.from?.first_name ?? '?';
  const role = message.from?.is_bot ? ' (bot)' : '';
  const notes = [
    message.edit_date === undefined ? '' : ' (edited)',
    message.forward_origin ? ' (forwarded)' : '',
    message.reply_to_message ? ` (reply to ${message.reply_to_message.message_id})` : '',
  ].join('');
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const keys = message.keyboard?.kind === 'reply' ? message.keyboard.markup.keyboard : [];
  return [
    `#${message.message_id} ${who}${role}${notes}: ${said(message)}`,
    ...rows.map(
      (row) => `      ${row.map((one) => `[${one.text}${one['disabled'] ? ' ·' : ''}]`).join(' ')}`,
    ),
    ...keys.map((row) => `      ${row.map((one) => `{${one.text}}`).join(' ')}`),
    ...(message.keyboard?.kind === 'remove' ? ['      {keyboard removed}'] : []),
  ].join('\n');
}

function said(message: ShownMessage): string {
  if (message.text !== undefined) return indent(message.text);
  const caption = message.caption === undefined ? '' : ` ${indent(message.caption)}`;
  if (message.document) return `<file ${message.document.file_name ?? ''}>${caption}`;
  if (message.photo) return `<photo>${caption}`;
  if (message.voice) return `<voice>${caption}`;
  if (message.venue) return `<venue ${message.venue.title}, ${message.venue.address}>`;
  if (message.location) return '<location>';
  if (message.contact) return `<contact ${message.contact.first_name} ${message.contact.phone_number}>`;
  if (message.pinned_message) return `<pinned #${message.pinned_message.message_id}>`;
  if (message.new_chat_members)
    return `<joined: ${message.new_chat_members.map((one) => one.first_name).join()}>`;
  if (message.left_chat_member) return `<left: ${message.left_chat_member.first_name}>`;
  if (message.forum_topic_closed) return '<topic closed>';
  if (message.forum_topic_reopened) return '<topic reopened>';
  return message.forum_topic_created ? `<topic "${message.forum_topic_created.name}">` : '<something else>';
}

const indent = (text: string) => text.replaceAll('\n', '\n      ');
