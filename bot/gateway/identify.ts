import type { Identity } from '../../contracts/api/identity.ts';
import { readButton } from '../../contracts/callback-data.ts';
import type { BotUpdate } from '../../contracts/events/bot-update.ts';
import type { AdminApi, Memory } from '../ports.ts';

type Identified =
  /** `null`: nobody we know. `old`: what was known up to ten minutes ago, because the API does not answer. */
  | { readonly known: true; readonly person: Identity | null; readonly old: boolean }
  | { readonly known: false; readonly reason: string };

export type Identify = (update: BotUpdate, mayWaitBehind: boolean) => Promise<Identified>;

/** What can be decided without knowing who it is. */
export function needsNobody({ what, chat, too_many }: BotUpdate): boolean {
  if (what.kind === 'membership' || too_many) return true;
  if (what.kind !== 'tap' || chat !== 'shared') return false;
  const pressed = readButton(what.data);
  return pressed?.to === 'booking' && pressed.press.kind === 'sign_up';
}

/** Whether a booking exists or a reason is waited for changes from tap to tap: no cache knows it. */
function needsTheNewest({ what }: BotUpdate): boolean {
  if (what.kind === 'text' || what.kind === 'file' || what.kind === 'edited') return true;
  if (what.kind !== 'command') return false;
  return ['slots', 'mybooking', 'reschedule', 'cancel', 'contact', 'calendar'].includes(what.command);
}

/** A stranger is not remembered: an invite may make them known at any moment. */
export function createIdentify(memory: Memory, api: AdminApi): Identify {
  return async (update, mayWaitBehind) => {
    const cached = await memory.identity(update.telegram_id);
    const newest = needsTheNewest(update);
    if (cached && !newest) return { known: true, person: cached, old: false };
    // Earlier ones of this person wait for the API: this one must not overtake them.
    if (mayWaitBehind && (await memory.waits(update.telegram_id)))
      return { known: false, reason: 'waits behind an earlier update' };
    const answer = await api.identity(update.telegram_id);
    if (answer.asked === 'ok') {
      if (answer.value) await memory.keepIdentity(answer.value);
      return { known: true, person: answer.value, old: false };
    }
    // A text may be a reason or a message: without the newest answer nobody knows.
    if (cached && update.what.kind === 'command') return { known: true, person: cached, old: true };
    return { known: false, reason: answer.reason };
  };
}
