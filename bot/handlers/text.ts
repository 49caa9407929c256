import type { Said } from '../../contracts/api/conversations.ts';
import type { BotUpdate } from '../../contracts/events/bot-update.ts';
import { staffRoleOf } from '../../core/messages/commands.ts';
import { menuLabel } from '../../core/messages/staff/menu.ts';
import { ask, type Decision, type Known } from './decision.ts';

type Words = Extract<BotUpdate['what'], { kind: 'text' }>;

/**
 * A text is the reason for cancelling while the person's workflow waits for one; a label of the staff's keyboard is what it
 * says; anything else a coordinator writes is whom they look for, and what anybody else writes is for the coordinators.
 */
export function text(known: Known, { text: said, message_id }: Words): Decision {
  const { waits_for_reason: waiting, roles } = known.person;
  if (said.trim() === '') return ask(known, { kind: 'help' });
  if (waiting) return { do: 'store_text', event_id: waiting.event_id, text: said };
  const duty = staffRoleOf(roles);
  const label = duty === undefined || duty === 'viewer' ? undefined : menuLabel(said);
  if (label === 'today' || label === 'week')
    return ask(known, { kind: 'staff', press: { kind: 'day', day: label, page: 0 } });
  if (duty === 'admin')
    return label === 'find' ? ask(known, { kind: 'find' }) : { do: 'store_text', event_id: null, text: said };
  // Kept by a version that had no conversations: it cannot be edited or answered to.
  if (message_id === undefined) return ask(known, { kind: 'help' });
  return talk(known, { edited: false, text: said, file: null, message_id });
}

/** Coordinators are those who answer: they have nobody to write to. */
export function talk(known: Known, said: Omit<Said, 'bot_id' | 'update_id' | 'telegram_id'>): Decision {
  if (staffRoleOf(known.person.roles) === 'admin') return ask(known, { kind: 'help' });
  return { do: 'store_said', said };
}
