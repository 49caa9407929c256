import { byteOffset, cantParse } from './common.ts';

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** The character that `&…;` stands for; null when Telegram leaves it as it is. */
export function decodeCharacter(source: string, at: number): { text: string; end: number } | null {
  const rest = source.slice(at, at + 40);
  const numeric = /^&#(?:x([0-9a-f]+)|(\d+));?/i.exec(rest);
  if (numeric) {
    if (numeric[0].replace(';', '').length >= 10) return null;
    const code = numeric[1] ? Number.parseInt(numeric[1], 16) : Number(numeric[2]);
    if (code === 0 || code >= 0x10_ffff) return null;
    return { text: String.fromCodePoint(code), end: at + numeric[0].length };
  }
  const letters = /^&([a-z]+);?/i.exec(rest);
  const text = letters?.[1] === undefined ? undefined : named[letters[1]];
  return letters && text !== undefined ? { text, end: at + letters[0].length } : null;
}

/** Reads from just after the tag's name to its `>`. */
export function readAttributes(source: string, from: number, tag: string, where: number) {
  const attributes = new Map<string, string>();
  const unclosed = () => cantParse(`Unclosed start tag "${tag}" at byte offset ${where}`);
  let at = from;
  const skipSpace = () => {
    while (at < source.length && /\s/.test(source[at] ?? '')) at += 1;
  };
  while (source[at] !== '>') {
    skipSpace();
    if (source[at] === '>') break;
    if (at >= source.length)
      throw cantParse(`Empty attribute name in the tag "${tag}" at byte offset ${where}`);
    const begin = at;
    while (at < source.length && !/[\s=>/"']/.test(source[at] ?? '')) at += 1;
    const name = source.slice(begin, at);
    if (name === '') throw cantParse(`Empty attribute name in the tag "${tag}" at byte offset ${where}`);
    skipSpace();
    if (at >= source.length) throw unclosed();
    if (source[at] !== '=') {
      attributes.set(name, '');
      continue;
    }
    at += 1;
    skipSpace();
    if (at >= source.length) throw unclosed();
    const value = readValue(source, at);
    at = value.end;
    if (at >= source.length) throw cantParse(`Unclosed start tag at byte offset ${where}`);
    attributes.set(name, value.text);
  }
  return { attributes, end: at };
}

function readValue(source: string, from: number): { text: string; end: number } {
  const quote = source[from];
  if (quote !== '"' && quote !== "'") {
    const token = /^[a-z0-9.-]*/i.exec(source.slice(from))?.[0] ?? '';
    const end = from + token.length;
    if (end < source.length && !/[\s>]/.test(source[end] ?? ''))
      throw cantParse(`Unexpected end of name token at byte offset ${byteOffset(source, from)}`);
    return { text: token.toLowerCase(), end };
  }
  let text = '';
  let at = from + 1;
  while (at < source.length && source[at] !== quote) {
    const decoded = source[at] === '&' ? decodeCharacter(source, at) : null;
    text += decoded ? decoded.text : source[at];
    at = decoded ? decoded.end : at + 1;
  }
  return { text, end: Math.min(at + 1, source.length) };
}
