import { type ChatTarget, isPrivateChat } from '../../core/shared/chat-target.ts';
import { eventId } from '../../core/shared/ids.ts';
import type { BroadcastDeps, StoredBroadcast } from './ports.ts';

type Plan = { readonly chat: ChatTarget } | { readonly refused: string };

/** Where it goes: what the command says, else the event's channel, else the default chat. */
export async function planOf(deps: BroadcastDeps, { command }: StoredBroadcast): Promise<Plan> {
  const event = command.event_id === undefined ? undefined : eventId(command.event_id);
  const channel = event === undefined ? null : await deps.broadcasts.channelOf(event);
  if (channel === undefined) return { refused: 'there is no such event' };
  const chat = command.target ?? channel ?? deps.defaultChat;
  if (chat === null)
    return {
      refused: 'no chat to post to: the command names none, its event has none, DEFAULT_CHAT is not set',
    };
  return isPrivateChat(chat) ? toPerson(deps, chat) : { chat };
}

async function toPerson({ broadcasts }: BroadcastDeps, chat: number): Promise<Plan> {
  const person = await broadcasts.recipient(chat);
  if (!person?.allowed) return { refused: 'nobody on the list has this private chat' };
  return person.quiet ? { refused: 'this person wants no announcements (/stop)' } : { chat };
}
