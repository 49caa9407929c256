import type { Html } from '../../i18n/html.ts';
import type { Markup } from './read.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);

function written(one: Markup): string {
  if (typeof one === 'string') return escape(one);
  const inner = one.inner.map(written).join('');
  return one.tag === 'a' ? `<a href="${escape(one.href)}">${inner}</a>` : `<${one.tag}>${inner}</${one.tag}>`;
}

/** As Telegram takes it: every tag closed, everything else escaped. */
export const writeMarkup = (markup: readonly Markup[]): Html => ({
  html: markup.map(written).join('').trim(),
});

/** What people read of it. */
export const textOfMarkup = (markup: readonly Markup[]): string =>
  markup.map((one) => (typeof one === 'string' ? one : textOfMarkup(one.inner))).join('');
