// The little the gateway says by itself; everything else is said by workflows.

export type Lang = 'ru' | 'en';

export const words = {
  working: { ru: 'Минутку, выполняю…', en: 'Working on it…' },
  one_moment: {
    ru: 'Одну минуту: мы получили это и ответим, как только сможем.',
    en: 'One moment: we have got this and will answer as soon as we can.',
  },
  impossible: {
    ru: 'Это не удалось выполнить. Пожалуйста, попробуйте ещё раз.',
    en: 'This could not be done. Please try again.',
  },
} as const satisfies Record<string, Record<Lang, string>>;

/** The person's choice, else what their Telegram speaks, else Russian. */
export function langOf(choice: Lang | null | undefined, languageCode: string | null): Lang {
  if (choice) return choice;
  return languageCode === null || /^ru\b/i.test(languageCode) ? 'ru' : 'en';
}
