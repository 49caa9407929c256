// Telegram's HTML as coordinators type it. What is read here is written anew, so nothing reaches Telegram that it refuses.

type Styled = 'b' | 'i' | 'u' | 's' | 'code' | 'pre' | 'blockquote' | 'tg-spoiler';
export type Markup =
  | string
  | { readonly tag: Styled; readonly inner: readonly Markup[] }
  | { readonly tag: 'a'; readonly href: string; readonly inner: readonly Markup[] };

/** `line` and `column` count from 1. */
type MarkupFault = {
  readonly fault: 'unfinished_tag' | 'unknown_tag' | 'attribute' | 'bad_link' | 'not_closed' | 'wrong_end';
  readonly tag: string;
  readonly line: number;
  readonly column: number;
};
export type ReadMarkup =
  | {
      readonly ok: true;
      readonly markup: readonly Markup[] /** As Telegram counts. */;
      readonly length: number;
    }
  | ({ readonly ok: false } & MarkupFault);

const tags: Readonly<Record<string, Styled | 'a'>> = {
  b: 'b',
  strong: 'b',
  i: 'i',
  em: 'i',
  u: 'u',
  ins: 'u',
  s: 's',
  strike: 's',
  del: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  'tg-spoiler': 'tg-spoiler',
  a: 'a',
};

type Open = { readonly typed: string; readonly at: number; readonly href: string; readonly inner: Markup[] };
type Wrong = { readonly fault: MarkupFault['fault']; readonly tag: string; readonly at: number };
type Reading = { readonly source: string; readonly open: Open[]; length: number };

const root = (): Open => ({ typed: '', at: 0, href: '', inner: [] });
const top = ({ open }: Reading): Open => open.at(-1) ?? root();

export function readMarkup(source: string): ReadMarkup {
  const reading: Reading = { source, open: [root()], length: 0 };
  let at = 0;
  while (at < source.length) {
    const next = source[at] === '<' ? readTag(reading, at) : readText(reading, at);
    if (typeof next !== 'number') return { ok: false, ...placed(source, next) };
    at = next;
  }
  const left = reading.open.length > 1 ? reading.open.at(-1) : undefined;
  if (left) return { ok: false, ...placed(source, { fault: 'not_closed', tag: left.typed, at: left.at }) };
  return { ok: true, markup: reading.open[0]?.inner ?? [], length: reading.length };
}

function placed(source: string, { fault, tag, at }: Wrong): MarkupFault {
  const before = source.slice(0, at).split('\n');
  return { fault, tag, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function readText(reading: Reading, from: number): number {
  const end = reading.source.indexOf('<', from);
  const to = end < 0 ? reading.source.length : end;
  const text = decoded(reading.source.slice(from, to));
  reading.length += text.length;
  top(reading).inner.push(text);
  return to;
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** What is no name Telegram knows stays as it was typed. */
const decoded = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot));/gi, (whole, ten, hex, name) => {
    if (typeof name === 'string') return named[name.toLowerCase()] ?? whole;
    const code = typeof ten === 'string' ? Number(ten) : Number.parseInt(String(hex), 16);
    const isSign = code > 31 && code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff);
    return isSign ? String.fromCodePoint(code) : whole;
  });

const tagForm = /^<(\/?)([A-Za-z][\w-]*)([^<>]*)>/;

function readTag(reading: Reading, at: number): number | Wrong {
  const found = tagForm.exec(reading.source.slice(at, at + 4_096));
  if (!found) return { fault: 'unfinished_tag', tag: reading.source.slice(at, at + 12), at };
  const [whole, slash, name = '', rest = ''] = found;
  const typed = name.toLowerCase();
  const wrong = slash ? closes(reading, typed, at) : opens(reading, typed, rest.trim(), at);
  return wrong ?? at + whole.length;
}

function opens(reading: Reading, typed: string, rest: string, at: number): Wrong | undefined {
  if (!Object.hasOwn(tags, typed)) return { fault: 'unknown_tag', tag: typed, at };
  const href = typed === 'a' ? linkOf(rest) : '';
  if (href === undefined) return { fault: 'bad_link', tag: typed, at };
  if (typed !== 'a' && rest !== '') return { fault: 'attribute', tag: typed, at };
  reading.open.push({ typed, at, href, inner: [] });
  return undefined;
}

/** Addresses people can follow, with their quotes: a mistyped one would be shown as plain text, or refused. */
function linkOf(rest: string): string | undefined {
  const given = /^href\s*=\s*(?:"([^"]*)"|'([^']*)')$/.exec(rest);
  const address = decoded(given?.[1] ?? given?.[2] ?? '').trim();
  if (!/^https?:\/\/[^\s/.]+\.[^\s]+$/i.test(address)) return undefined;
  return URL.canParse(address) ? address : undefined;
}

function closes(reading: Reading, typed: string, at: number): Wrong | undefined {
  const closed = reading.open.length > 1 ? reading.open.at(-1) : undefined;
  if (closed?.typed !== typed) return { fault: 'wrong_end', tag: typed, at };
  reading.open.pop();
  const { href, inner } = closed;
  const tag = tags[typed] ?? 'b';
  top(reading).inner.push(tag === 'a' ? { tag, href, inner } : { tag, inner });
  return undefined;
}
