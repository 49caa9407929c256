export const langs = ['ru', 'en'] as const;
export type Lang = (typeof langs)[number];

/** The person's choice, else Telegram's `language_code` (IETF: "en-GB"), else Russian. */
export function langOf(chosen: string | null | undefined, languageCode: string | null | undefined): Lang {
  const known = (text: string | null | undefined) => langs.find((lang) => lang === text);
  const code = languageCode?.toLowerCase().split('-')[0];
  return known(chosen) ?? known(code) ?? 'ru';
}
