import type { Screen } from '../booking/screen.ts';
import type { Lang } from '../i18n/lang.ts';
import { assertNever } from '../shared/assert-never.ts';
import type { Message } from './message.ts';
import type { ScreenModel } from './model.ts';
import { bookedScreen } from './screens/booked.ts';
import { cancelAskScreen, cancelledScreen, cancelOtherScreen } from './screens/cancel.ts';
import { changedScreen } from './screens/changed.ts';
import { chosenScreen } from './screens/chosen.ts';
import { noneFitsScreen } from './screens/none-fits.ts';
import { proposalScreen } from './screens/proposal.ts';
import { refusedScreen } from './screens/refused.ts';
import { reminderScreen } from './screens/reminder.ts';
import { closedScreen, nudgeScreen, pastScreen, unbookedScreen } from './screens/short.ts';
import { slotsScreen } from './screens/slots.ts';

/** A screen as the candidate reads it: depends on nothing but what is given. */
export function messageOf(screen: Screen, model: ScreenModel, lang: Lang): Message {
  switch (screen.kind) {
    case 'slots':
      return slotsScreen(screen, model, lang);
    case 'chosen':
      return chosenScreen(screen, model, lang);
    case 'booked':
      return bookedScreen(screen, model, lang);
    case 'none_fits':
      return noneFitsScreen(screen, model, lang);
    case 'cancel_ask':
      return cancelAskScreen(screen, model, lang);
    case 'cancel_other':
      return cancelOtherScreen(model, lang);
    case 'cancelled':
      return cancelledScreen(screen, model, lang);
    case 'reminder':
      return reminderScreen(screen, model, lang);
    case 'proposal':
      return proposalScreen(screen, model, lang);
    case 'changed':
      return changedScreen(screen, model, lang);
    case 'refused':
      return refusedScreen(screen, model, lang);
    case 'unbooked':
      return unbookedScreen(model, lang);
    case 'past':
      return pastScreen(model, lang);
    case 'closed':
      return closedScreen(model, lang);
    case 'nudge':
      return nudgeScreen(model, lang);
    default:
      return assertNever(screen);
  }
}
