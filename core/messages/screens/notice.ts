import type { SlotsNotice } from '../../booking/screen.ts';
import type { Html } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { t } from '../../i18n/t.ts';
import { assertNever } from '../../shared/assert-never.ts';

/** Why somebody is shown times again. */
export function noticeText(why: SlotsNotice, lang: Lang, moving = false): Html | false {
  switch (why) {
    case 'slot_taken':
      return t('notice.slot_taken', lang);
    case 'too_late':
      return t('notice.too_late', lang);
    case 'closed':
      return t('notice.closed', lang);
    case 'hold_ran_out':
      return t('notice.hold_ran_out', lang);
    case 'not_allowed':
      return t('notice.not_allowed', lang);
    case 'released':
      // With an old time that can be taken back, the sentence about it says the same.
      return !moving && t('notice.released', lang);
    case 'wish_noted':
      return t('notice.wish_noted', lang);
    case 'one_opened':
      return t('notice.one_opened', lang);
    default:
      return assertNever(why);
  }
}
