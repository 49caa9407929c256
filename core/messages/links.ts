import { cleanLine } from '../i18n/clean.ts';
import { type Html, line, link } from '../i18n/html.ts';

const longest = 512;

/** Only web addresses become links: `undefined` for anything else a coordinator may have typed. */
export function webAddress(text: string | null): string | undefined {
  if (text === null || text.length > longest) return undefined;
  const url = URL.parse(text.trim());
  const web = url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
  // Telegram refuses a whole message for one button that leads to a host without a dot.
  return web && /\.|^\[/.test(url.hostname) && url.username === '' && url.password === ''
    ? url.href
    : undefined;
}

export type Contact = { readonly url: string; readonly shown: string };

/** A Telegram username (with or without @), `t.me/name` or a web address. */
export function contactOf(text: string | null): Contact | undefined {
  const [, name] = /^(?:@|(?:https?:\/\/)?t\.me\/)?([A-Za-z]\w{3,31})\/?$/.exec(text?.trim() ?? '') ?? [];
  if (name !== undefined) return { url: `https://t.me/${name}`, shown: `@${name}` };
  const url = webAddress(text);
  return url === undefined ? undefined : { url, shown: cleanLine(url, 60) };
}

export const contactLink = (contact: Contact): Html => link(contact.url, line(contact.shown));
