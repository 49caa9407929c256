import type { Refusal } from '../../booking/words.ts';
import type { Html } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { t } from '../../i18n/t.ts';
import { assertNever } from '../../shared/assert-never.ts';

/** Why the workflow of a booking did not do what staff pressed; the card below shows what stands. */
export function refusedText(why: Refusal, lang: Lang): Html {
  switch (why) {
    case 'slot_taken':
      return t('staff.refused.slot_taken', lang);
    case 'not_booked':
    case 'already_booked':
    case 'outdated':
    case 'stale':
    case 'no_other_slot':
      return t('staff.refused.not_booked', lang);
    case 'not_allowed':
      return t('staff.refused.not_allowed', lang);
    case 'too_late':
    case 'closed':
    case 'event_closed':
    case 'inside_cutoff':
    case 'max_moves':
      return t('staff.refused.rule', lang);
    default:
      return assertNever(why);
  }
}
