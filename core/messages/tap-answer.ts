import type { TapAnswer } from '../booking/screen.ts';
import type { Lang } from '../i18n/lang.ts';
import { plain } from '../i18n/t.ts';
import { assertNever } from '../shared/assert-never.ts';

/** The words of a toast or alert; none only ends the spinner. */
export function tapAnswerText(code: TapAnswer['code'], lang: Lang): string | undefined {
  switch (code) {
    case 'ok':
      return undefined;
    case 'outdated':
      return plain('answer.outdated', lang);
    case 'slot_taken':
      return plain('answer.slot_taken', lang);
    case 'too_late':
      return plain('answer.too_late', lang);
    case 'closed':
      return plain('answer.closed', lang);
    case 'not_allowed':
      return plain('answer.not_allowed', lang);
    case 'cannot_move':
      return plain('answer.cannot_move', lang);
    case 'thanks':
      return plain('answer.thanks', lang);
    case 'noted':
      return plain('answer.noted', lang);
    default:
      return assertNever(code);
  }
}

// Taps that belong to no booking are answered with an alert.
export const deniedText = (lang: Lang): string => plain('answer.not_allowed', lang);
export const outdatedText = (lang: Lang): string => plain('answer.outdated', lang);
export const tooManyText = (lang: Lang): string => plain('too_many.text', lang);
