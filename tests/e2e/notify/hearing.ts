import type { Candidate, Message } from '../../support/journey.ts';
import { patient, type Stage } from './stage.ts';

/** In how many messages of somebody’s chat that stands. */
export const heard = async (person: Candidate, text: string): Promise<number> =>
  (await person.chat().messages()).filter((one) => one.text?.includes(text)).length;

export const hears = (person: Candidate, text: string | RegExp): Promise<Message> =>
  person.chat().waitForText(text, patient);

/** Telegram takes nothing more for them, until the faults are cleared: what is told waits in its queue. */
export const slow = ({ house }: Stage, person: Candidate): Promise<unknown> =>
  house.sandbox.sandbox.fault({
    kind: 'too_many_requests',
    method: 'sendMessage',
    chat: person.id,
    retry_after: 1,
  });
