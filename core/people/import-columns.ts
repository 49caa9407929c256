/** What a column of a list may hold. */
const importFields = ['telegram_id', 'username', 'first_name', 'last_name', 'name', 'phone', 'lang'] as const;
export type ImportField = (typeof importFields)[number];

/** As people head their columns, in Russian and English; what our own files are headed with is among them. */
const headers: Readonly<Record<ImportField, readonly string[]>> = {
  telegram_id: ['telegram id', 'telegramid', 'tg id', 'телеграм id', 'id телеграм', 'id в телеграм', 'тг id'],
  username: [
    'username',
    'user name',
    'telegram',
    'tg',
    'ник',
    'никнейм',
    'юзернейм',
    'телеграм',
    'имя в телеграм',
  ],
  first_name: ['first name', 'firstname', 'имя'],
  last_name: ['last name', 'lastname', 'surname', 'фамилия'],
  name: [
    'name',
    'full name',
    'candidate',
    'фио',
    'ф.и.о.',
    'имя и фамилия',
    'фамилия и имя',
    'фамилия имя',
    'кандидат',
  ],
  phone: ['phone', 'phone number', 'mobile', 'телефон', 'тел', 'тел.', 'номер телефона', 'мобильный'],
  lang: ['lang', 'language', 'язык'],
};

const plainHeader = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[\s_-]+/g, ' ');

/** null: a column nobody asked for; it is left out, and said so. */
export const fieldOf = (header: string): ImportField | null =>
  importFields.find((field) => headers[field].includes(plainHeader(header))) ?? null;

/** In Russian lists the last name comes first. */
export const isLastNameFirst = (header: string): boolean =>
  /^(фио|ф\.и\.о\.|фамилия)/.test(plainHeader(header));

/** Which mark stands between the cells: the one the heading has most of. */
export function delimiterOf(text: string): ',' | ';' | '\t' {
  const heading = text.slice(0, text.search(/[\r\n]|$/));
  const count = (mark: string) => heading.split(mark).length - 1;
  if (count('\t') > count(';') && count('\t') > count(',')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}
