import type { Message } from './types.ts';

type Shown = Exclude<Message['keyboard'], null>;

/** The reply keyboard or forced reply that stands now: the newest message that says something about it decides. */
export function standingKeyboard(messages: readonly Message[]): { message: Message; keyboard: Shown } | null {
  const message = messages.findLast((one) => one.keyboard !== null);
  return message?.keyboard && message.keyboard.kind !== 'remove'
    ? { message, keyboard: message.keyboard }
    : null;
}
