import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readStartPayload } from '../../contracts/callback-data.ts';
import {
  type BotCommand,
  type BotUpdate,
  botCommands,
  type InGroup,
} from '../../contracts/events/bot-update.ts';
import { lostGroup, saidInGroup } from './read-group.ts';
import { chat, fileIn, longestText, person, type RawMessage, rawMessage } from './read-message.ts';

/** What Telegram is asked for; the rest is not even made. */
export const wantedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** What Telegram itself puts into the chat, for instance when somebody pins their booking: nobody asked for help. */
const notices = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'chat_background_set',
  'write_access_allowed',
] as const;
/** In seconds: the last instant a Date can hold. */
const latestDate = 8.64e12;
const membership = z.object({
  status: z.string(),
  can_manage_topics: z.boolean().optional(),
  can_delete_messages: z.boolean().optional(),
});
const rawUpdate = z.object({
  update_id: z.number().int(),
  message: rawMessage.optional(),
  edited_message: rawMessage.optional(),
  callback_query: z
    .object({
      id: z.string().min(1).max(64),
      from: person,
      message: z.object({ chat, message_id: z.number().int(), date: z.number() }).optional(),
      data: z.string().optional(),
    })
    .optional(),
  my_chat_member: z
    .object({
      from: person,
      chat,
      date: z.number().int().min(0).max(latestDate),
      new_chat_member: membership,
      old_chat_member: membership.optional(),
    })
    .optional(),
});
type RawUpdate = z.infer<typeof rawUpdate>;
type Person = z.infer<typeof person>;

export type Read =
  | { readonly update: BotUpdate }
  | { readonly ignored: string; readonly update_id: number | undefined };

const idOnly = z.object({ update_id: z.number().int() });

/** Whatever Telegram or somebody who plays Telegram sends: an update of ours, or why it is none. Never throws. */
export function readUpdate(raw: unknown, traceId: string): Read {
  const parsed = rawUpdate.safeParse(raw);
  if (!parsed.success) return { ignored: 'malformed', update_id: idOnly.safeParse(raw).data?.update_id };
  const { update_id } = parsed.data;
  const found = whatIn(parsed.data);
  if (typeof found === 'string') return { ignored: found, update_id };
  const { from, chat: where, what } = found;
  if (from.is_bot && what.kind !== 'group') return { ignored: 'from a bot', update_id };
  return {
    update: {
      v: 1,
      update_id,
      trace_id: traceId,
      telegram_id: from.id,
      chat_id: where?.id ?? from.id,
      chat: where === undefined || where.type === 'private' ? 'private' : 'shared',
      language_code: from.language_code ?? null,
      too_many: false,
      what,
    },
  };
}

type Found = {
  readonly from: Person;
  readonly chat: z.infer<typeof chat> | undefined;
  readonly what: BotUpdate['what'];
};

function whatIn({
  callback_query: query,
  message,
  edited_message: edited,
  my_chat_member: member,
}: RawUpdate): Found | string {
  if (query) {
    // A date of 0 is a message that cannot be reached any more.
    const messageId = query.message && query.message.date > 0 ? query.message.message_id : null;
    const what = {
      kind: 'tap',
      query_id: query.id,
      message_id: messageId,
      data: (query.data ?? '').slice(0, 256),
    } as const;
    return { from: query.from, chat: query.message?.chat, what };
  }
  if (message) {
    if (!message.from) return 'from nobody';
    if (message.chat.type !== 'private') return asSaid(message.from, message, saidInGroup(message, false));
    if (notices.some((one) => Object.hasOwn(message, one))) return 'a notice, nothing was said';
    return { from: message.from, chat: message.chat, what: said(message) };
  }
  if (edited) {
    if (!edited.from) return 'from nobody';
    if (edited.chat.type !== 'private') return asSaid(edited.from, edited, saidInGroup(edited, true));
    return { from: edited.from, chat: edited.chat, what: changed(edited) };
  }
  if (member) {
    if (member.chat.type !== 'private')
      return asSaid(member.from, member, lostGroup(member.new_chat_member, member.old_chat_member));
    const reachable = ['kicked', 'left'].includes(member.new_chat_member.status) ? 'blocked' : 'yes';
    const at = new Date(member.date * 1_000).toISOString();
    return { from: member.from, chat: member.chat, what: { kind: 'membership', reachable, at } };
  }
  return 'of a kind nobody asked for';
}

const asSaid = (
  from: Person,
  { chat: where }: { chat: Found['chat'] },
  act: InGroup | string,
): Found | string => (typeof act === 'string' ? act : { from, chat: where, what: { kind: 'group', act } });

const isKnown = (name: string): name is BotCommand => (botCommands as readonly string[]).includes(name);

function changed(message: RawMessage): BotUpdate['what'] {
  const { message_id } = message;
  const found = fileIn(message);
  const text = (message.text ?? message.caption ?? '').slice(0, longestText);
  return { kind: 'edited', text, message_id, ...(found && { file: found.file }) };
}

function said(message: RawMessage): BotUpdate['what'] {
  const { text, message_id } = message;
  if (text === undefined) return fileIn(message) ?? { kind: 'other' };
  const found = /^\/(\w{1,32})(?:@\w+)?(?:\s+([\s\S]*))?$/.exec(text);
  if (!found)
    return text.startsWith('/')
      ? { kind: 'other' }
      : { kind: 'text', text: text.slice(0, longestText), message_id };
  const name = (found[1] ?? '').toLowerCase();
  if (!isKnown(name)) return { kind: 'other' };
  const words = (found[2] ?? '').trim();
  // Whom to find may stand beside the command.
  if (name === 'find' && words !== '') return { kind: 'text', text: words.slice(0, longestText), message_id };
  return { kind: 'command', command: name, payload: name === 'start' ? payloadOf(found[2] ?? '') : null };
}

function payloadOf(text: string) {
  const payload = readStartPayload(text.trim());
  if (payload?.kind !== 'invite') return payload ?? null;
  const token_hash = createHash('sha256').update(payload.token).digest('hex');
  return { kind: 'invite' as const, token_hash };
}
