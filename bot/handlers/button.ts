import { readButton } from '../../contracts/callback-data.ts';
import { ask, type Decision, type Known, signal } from './decision.ts';

/** A button in the private chat. What it carries names an event; what may be done is decided by who taps. */
export function button(known: Known, data: string): Decision {
  const pressed = readButton(data);
  if (!pressed) return ask(known, { kind: 'outdated' });
  if (pressed.to === 'request') return ask(known, pressed.request);
  if (pressed.to === 'staff') return ask(known, { kind: 'staff', press: pressed.press });
  return signal(known, pressed.event_id, pressed.press, { menu: pressed.menu });
}
