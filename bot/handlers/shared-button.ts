import { readButton } from '../../contracts/callback-data.ts';
import { ask, type Decision, type Somebody } from './decision.ts';

/** On a message many people see: it stays as it is, whoever taps is led into their own chat. */
export function sharedButton(somebody: Somebody, queryId: string, data: string): Decision {
  const pressed = readButton(data);
  if (pressed?.to !== 'booking' || pressed.press.kind !== 'sign_up')
    return ask(somebody, { kind: somebody.person ? 'outdated' : 'denied' });
  return { do: 'open_private_chat', query_id: queryId, event_id: pressed.event_id };
}
