const tgUser = /^tg:(?:\/\/)?user\?id=(\d+)$/i;

/** The person a `tg://user?id=` link mentions. */
export function linkUserId(url: string): number | null {
  const found = tgUser.exec(url);
  return found ? Number(found[1]) : null;
}

/** The link as Telegram keeps it, or the reason it is none. */
export function checkLink(link: string): { ok: true; url: string } | { ok: false; reason: string } {
  if (/^(tg|ton|tonsite):/i.test(link)) {
    const scheme = link.slice(0, link.indexOf(':')).toLowerCase();
    const rest = link.slice(scheme.length + 1).replace(/^\/\//, '');
    return /^[\w-]+/.test(rest)
      ? { ok: true, url: `${scheme}://${rest}` }
      : { ok: false, reason: scheme === 'tg' ? 'Wrong tg URL' : 'Wrong ton URL' };
  }
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(link) ? link : `http://${link}`;
  if (!/^https?:\/\//i.test(withScheme)) return { ok: false, reason: 'Unsupported URL protocol' };
  if (!URL.canParse(withScheme) || /\s/.test(withScheme)) return { ok: false, reason: 'Wrong HTTP URL' };
  const { hostname } = new URL(withScheme);
  if (hostname === '' || (!hostname.includes('.') && !hostname.startsWith('[')))
    return { ok: false, reason: 'Wrong HTTP URL' };
  return { ok: true, url: normalise(withScheme) };
}

function normalise(url: string): string {
  const { pathname, search, hash, origin } = new URL(url);
  return `${origin}${pathname}${search}${hash}`;
}

const timeHost = /^tg:(?:\/\/)?time\/?\?(.*)$/i;
const emojiHost = /^tg:(?:\/\/)?emoji\/?\?id=(\d+)$/i;

export const linkEmojiId = (url: string): string | null => emojiHost.exec(url)?.[1] ?? null;

export function linkTime(url: string): { unix: number; format: string } | null {
  const query = timeHost.exec(url)?.[1];
  if (query === undefined) return null;
  const fields = new URLSearchParams(query);
  const unix = Number(fields.get('unix'));
  const format = fields.get('format') ?? '';
  return Number.isInteger(unix) && unix > 0 && isTimeFormat(format) ? { unix, format } : null;
}

export const isTimeFormat = (format: string) =>
  format === 'r' || format === 'R' || /^[tTdDwW]*$/.test(format);

/** The order of letters in which Telegram gives a format back. */
export function canonicalTimeFormat(format: string): string {
  if (format.toLowerCase() === 'r') return 'r';
  const last = (letters: string) => format.split('').findLast((one) => letters.includes(one)) ?? '';
  return `${/w/i.test(format) ? 'w' : ''}${last('dD')}${last('tT')}`;
}
