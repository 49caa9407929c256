import { assertNever } from '../../core/shared/assert-never.ts';
import { type ChatTarget, isAudience, isPrivateChat } from '../../core/shared/chat-target.ts';
import { eventId } from '../../core/shared/ids.ts';
import type { BroadcastDeps, StoredBroadcast } from './ports.ts';

type Failed = { readonly ok: false; readonly reason: string };
export type Plan =
  /** `done`: an earlier run of this command got so far already. */
  | { readonly ok: true; readonly to: 'chat'; readonly done: number | null }
  | {
      readonly ok: true;
      readonly to: 'people';
      readonly status: 'sending' | 'paused' | 'done' | 'cancelled';
      /** null: the audience is not known yet. */
      readonly rows: number | null;
    }
  | Failed;

/** Where it goes, decided once; or why it can go nowhere. */
export async function plan(deps: BroadcastDeps, id: string): Promise<Plan> {
  const stored = await deps.broadcasts.read(id);
  if (stored === null) return { ok: false, reason: 'there is no such command' };
  if ('unreadable' in stored) return giveUp(deps, id, `not a command: ${stored.unreadable}`);
  const { status, rows } = stored;
  switch (status) {
    case 'draft':
      return { ok: false, reason: 'nobody has said yet that it is to be sent' };
    case 'posted':
      return { ok: true, to: 'chat', done: stored.message_id };
    case 'posting':
      return { ok: true, to: 'chat', done: null };
    case 'failed':
      return { ok: false, reason: stored.reason ?? 'it failed' };
    case 'sending':
    case 'paused':
    case 'done':
    case 'cancelled':
      return { ok: true, to: 'people', status, rows };
    case 'stored':
      return begin(deps, stored);
    default:
      return assertNever(status);
  }
}

async function begin(deps: BroadcastDeps, stored: StoredBroadcast): Promise<Plan> {
  const id = stored.broadcast_id;
  const found = await planOf(deps, stored);
  if ('refused' in found) return giveUp(deps, id, found.refused);
  // Staff may stop it until this write: then it is read again, as it is.
  if (!(await deps.broadcasts.begin(id, 'people' in found ? null : found.chat))) return plan(deps, id);
  return 'people' in found
    ? { ok: true, to: 'people', status: 'sending', rows: stored.rows }
    : { ok: true, to: 'chat', done: null };
}

export async function giveUp(deps: BroadcastDeps, id: string, reason: string): Promise<Failed> {
  await deps.broadcasts.failed(id, reason);
  return { ok: false, reason };
}

type Target = { readonly chat: ChatTarget } | { readonly people: true } | { readonly refused: string };

/** What the command says, else the event's channel, else the default chat. */
async function planOf(
  deps: BroadcastDeps,
  { company_id, command, has_list }: StoredBroadcast,
): Promise<Target> {
  const event = command.event_id === undefined ? undefined : eventId(command.event_id);
  const channel = event === undefined ? null : await deps.broadcasts.channelOf(event);
  if (channel === undefined) return { refused: 'there is no such event' };
  const { target } = command;
  if (isAudience(target)) {
    const isNamed = target === 'unbooked' || has_list;
    return isNamed ? { people: true } : { refused: 'no list of people is stored with it' };
  }
  const chat = target ?? channel ?? deps.defaultChat;
  if (chat === null)
    return {
      refused: 'no chat to post to: the command names none, its event has none, DEFAULT_CHAT is not set',
    };
  return isPrivateChat(chat) ? toPerson(deps, company_id, chat) : { chat };
}

async function toPerson({ broadcasts }: BroadcastDeps, company: string, chat: number): Promise<Target> {
  const person = await broadcasts.recipient(company, chat);
  if (!person?.allowed) return { refused: 'nobody on the list has this private chat' };
  return person.quiet ? { refused: 'this person wants no announcements (/stop)' } : { chat };
}
