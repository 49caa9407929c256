import { cleanLine, cut } from '../../i18n/clean.ts';
import { blocks, type Html, line, lines } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import type { News } from '../../notify/words.ts';
import { longTime } from '../../time/people.ts';
import type { Message } from '../message.ts';
import { type StaffOn, staffButtonOn } from './card.ts';
import { type NewsModel, newsMessage } from './news.ts';

export type HeldNews = { readonly news: News; readonly model: NewsModel; readonly on: StaffOn | null };

const mostLines = 30;
const mostButtons = 8;
const labelMax = 48;

/** What was kept for somebody, in one message; a single one is its own card. */
export function heldMessage(all: readonly HeldNews[], lang: Lang): Message {
  const [only, ...others] = all;
  if (only && others.length === 0) return newsMessage(only.news, only.model, only.on, lang);
  const shown = all.slice(0, mostLines);
  const buttons = new Map(shown.flatMap((one) => (one.on ? [[one.on.booking_id, one] as const] : [])));
  return {
    text: blocks(
      t('staff.held', lang, { total: all.length }),
      lines(...shown.map((one) => heldLine(one, lang))),
      all.length > shown.length && t('staff.held_more', lang, { left: all.length - shown.length }),
    ),
    keyboard: [...buttons.values()]
      .slice(0, mostButtons)
      .map(({ on, model }) => [
        staffButtonOn(
          { booking_id: (on as StaffOn).booking_id, rev: null },
          { kind: 'menu', return_to: 'card' },
          cut([cleanLine(model.candidate?.name ?? ''), model.number].filter(Boolean).join(' · '), labelMax),
        ),
      ]),
  };
}

function heldLine({ news, model }: HeldNews, lang: Lang): Html {
  const at = model.now ?? model.old;
  const parts = [
    plain('staff.held_what', lang, { news }),
    cleanLine(model.candidate?.name ?? model.event.title, 96),
    at === null ? '' : longTime(at.starts_at, lang),
  ];
  return line(`• ${parts.filter((part) => part !== '').join(' · ')}`);
}
