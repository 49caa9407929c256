import { type Lang, langs } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import type { Message } from '../message.ts';

const nameOf = { ru: 'language.ru', en: 'language.en' } as const;

export const languageQuestion = (lang: Lang): Message => ({
  text: t('language.ask', lang),
  keyboard: [
    langs.map((one) => ({
      label: plain(nameOf[one], one),
      act: { to: 'request', request: { kind: 'language', lang: one } },
    })),
  ],
});

/** In the language chosen. */
export const languageSet = (lang: Lang): Message => ({ text: t('language.set', lang), keyboard: [] });
