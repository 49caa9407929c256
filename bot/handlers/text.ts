import { staffRoleOf } from '../../core/messages/commands.ts';
import { menuLabel } from '../../core/messages/staff/menu.ts';
import { ask, type Decision, type Known } from './decision.ts';

/**
 * A text is the reason for cancelling while the person's workflow waits for one; a label of the staff's keyboard is what it
 * says; anything else a coordinator writes is whom they look for.
 */
export function text(known: Known, said: string): Decision {
  const { waits_for_reason: waiting, roles } = known.person;
  if (said.trim() === '') return ask(known, { kind: 'help' });
  if (waiting) return { do: 'store_text', event_id: waiting.event_id, text: said };
  const duty = staffRoleOf(roles);
  if (duty === undefined || duty === 'viewer') return ask(known, { kind: 'help' });
  const label = menuLabel(said);
  if (label === 'today' || label === 'week')
    return ask(known, { kind: 'staff', press: { kind: 'day', day: label, page: 0 } });
  if (duty !== 'admin') return ask(known, { kind: 'help' });
  return label === 'find' ? ask(known, { kind: 'find' }) : { do: 'store_text', event_id: null, text: said };
}
