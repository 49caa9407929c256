export const langs = ['ru', 'en'] as const;
export type Lang = (typeof langs)[number];
export const isLang = (text: string | null | undefined): text is Lang => langs.some((lang) => lang === text);

/** The person's choice, else what Telegram says they speak (IETF: "en-GB"; English for what we do not speak), else Russian. */
export function langOf(chosen: string | null | undefined, languageCode: string | null | undefined): Lang {
  const known = (text: string | null | undefined) => langs.find((lang) => lang === text);
  const code = languageCode?.toLowerCase().split('-')[0];
  return known(chosen) ?? known(code) ?? (code ? 'en' : 'ru');
}
