import type { Key } from '../../../core/i18n/catalogue.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { type Setting, silentWays } from '../../../core/notify/settings.ts';
import type { News, Way } from '../../../core/notify/words.ts';

/** What one candidate hears of it, said before it is done. */
export function toldWords(
  rows: readonly Setting[],
  news: News,
  { telegram_id }: { readonly telegram_id: number | null },
  lang: Lang,
): string {
  const way: Way = telegram_id === null ? 'web_push' : 'telegram';
  return plain(silentWays(rows, news).includes(way) ? 'panel.told.off' : 'panel.told.gets', lang);
}

/** What several hear of it: `all` of them, those with one way, or everybody is told. */
export type Silence = 'all' | Way | null;

export function silenceOf(rows: readonly Setting[], news: News): Silence {
  const [way, other] = silentWays(rows, news);
  if (way === undefined) return null;
  return other === undefined ? way : 'all';
}

export const silenceWords = {
  all: 'panel.told.off',
  telegram: 'panel.told.off_telegram',
  web_push: 'panel.told.off_web_push',
} as const satisfies Record<NonNullable<Silence>, Key>;
