import { ask, type Decision, type Known } from './decision.ts';

/** A text is the reason for cancelling while the person's workflow waits for one. */
export function text(known: Known, said: string): Decision {
  const { waits_for_reason: waiting } = known.person;
  if (!waiting || said.trim() === '') return ask(known, { kind: 'help' });
  return { do: 'store_reason', event_id: waiting.event_id, text: said };
}
