import type { Identity } from '../../contracts/api/identity.ts';
import type { BotCommand } from '../../contracts/events/bot-update.ts';
import type { Press } from '../../core/booking/press.ts';
import type { EventId } from '../../core/shared/ids.ts';
import { ask, type Decision, type Known, signal } from './decision.ts';

type EventCommand = Extract<
  BotCommand,
  'slots' | 'mybooking' | 'reschedule' | 'cancel' | 'contact' | 'calendar'
>;

const presses = {
  slots: { kind: 'sign_up' },
  mybooking: { kind: 'show' },
  reschedule: { kind: 'move' },
  cancel: { kind: 'cancel' },
  calendar: { kind: 'calendar' },
} as const satisfies Record<Exclude<EventCommand, 'contact'>, Press>;

/** Events the command can mean. */
function candidates(command: EventCommand, { events }: Identity): readonly EventId[] {
  const open = events.filter((one) => one.open);
  const booked = events.filter((one) => one.active_booking);
  const meant = command === 'slots' ? open : command === 'contact' && booked.length === 0 ? open : booked;
  return meant.map((one) => one.event_id);
}

/** With one event that can be meant the command acts, with several it asks which. */
export function eventCommand(known: Known, command: EventCommand): Decision {
  const [event, ...others] = candidates(command, known.person);
  if (event === undefined) return ask(known, { kind: 'no_event', command });
  if (others.length > 0) return ask(known, { kind: 'choose_event', command });
  if (command === 'contact') return ask(known, { kind: 'contact', event_id: event });
  return signal(known, event, presses[command]);
}
