import { assertNever } from '../assert-never.ts';
import type { Message, ReplyButton } from './types.ts';

type Standing = {
  /** The message it came with. */
  from: number | null;
  keys: ReplyButton[][] | null;
  once: boolean;
  placeholder: string | undefined;
};

/** The reply keyboard or forced reply that stands now; `older` is what stood before the loaded messages. */
export function standingKeyboard(messages: readonly Message[], older: ReplyButton[][] | null): Standing {
  const message = messages.findLast((one) => one.keyboard !== null);
  const from = message?.message_id ?? null;
  const nothing = { from, keys: null, once: false, placeholder: undefined };
  const keyboard = message?.keyboard;
  if (!keyboard) return { ...nothing, keys: older };
  switch (keyboard.kind) {
    case 'reply': {
      const { keyboard: keys, one_time_keyboard: once, input_field_placeholder: hint } = keyboard.markup;
      return { from, keys, once: once ?? false, placeholder: hint };
    }
    case 'force':
      return { ...nothing, placeholder: keyboard.placeholder };
    case 'remove':
      return nothing;
    default:
      return assertNever(keyboard);
  }
}
