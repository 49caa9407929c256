import { IntlMessageFormat } from 'intl-messageformat';
import { catalogue, type Key, type Lang } from './catalogue.ts';
import { cleanLine } from './clean.ts';
import { type Html, line } from './html.ts';
import type { HtmlParam, ParamsOf, PlainParam } from './params.ts';

const formats = new Map<string, IntlMessageFormat>();

function formatOf(key: Key, lang: Lang): IntlMessageFormat {
  const id = `${lang} ${key}`;
  const known = formats.get(id);
  if (known) return known;
  // Tags are Telegram's HTML and go through as they stand.
  const made = new IntlMessageFormat(catalogue[lang][key], lang, undefined, { ignoreTag: true });
  formats.set(id, made);
  return made;
}

type Text<K extends Key> = (typeof catalogue)['ru'][K];

/** A text as HTML. Every string given to it is foreign and is escaped. */
export function t<K extends Key>(key: K, lang: Lang, ...params: ParamsOf<Text<K>, HtmlParam>): Html {
  const html = (value: string | Html) => (typeof value === 'string' ? line(value).html : value.html);
  return { html: fill<string | Html>(key, lang, params[0], html) };
}

/** A text without markup: labels of buttons, toasts, names of files. */
export function plain<K extends Key>(key: K, lang: Lang, ...params: ParamsOf<Text<K>, PlainParam>): string {
  return fill<string>(key, lang, params[0], cleanLine);
}

function fill<Foreign>(
  key: Key,
  lang: Lang,
  params: Readonly<Record<string, Foreign | number>> | undefined,
  write: (value: Foreign) => string,
): string {
  const values = Object.entries(params ?? {}).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : write(value),
  ]);
  return String(formatOf(key, lang).format(Object.fromEntries(values)));
}
