import type { Entity } from '../../state/wire.ts';
import { byteOffset, cantParse, type Formatted } from './common.ts';
import { decodeCharacter, readAttributes } from './html-attributes.ts';
import { canonicalTimeFormat, isTimeFormat } from './links.ts';
import { isWellFormed } from './well-formed.ts';

const styles: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
};
const known = new Set([...Object.keys(styles), 'a', 'pre', 'code', 'blockquote', 'tg-emoji', 'tg-time']);

type Open = { tag: string; argument: string; unix: number; offset: number };
type State = { source: string; text: string; entities: Entity[]; open: Open[] };

/** Telegram's HTML: a few tags, four named characters, errors by byte offset. */
export function parseHtml(source: string): Formatted {
  const state: State = { source, text: '', entities: [], open: [] };
  let at = 0;
  while (at < source.length) {
    const character = source[at];
    if (character === '&') {
      const decoded = decodeCharacter(source, at);
      if (decoded) {
        state.text += decoded.text;
        at = decoded.end;
        continue;
      }
    }
    if (character !== '<') {
      state.text += character;
      at += 1;
      continue;
    }
    at = source[at + 1] === '/' ? closeTag(state, at) : openTag(state, at);
  }
  const unclosed = state.open.at(-1);
  if (unclosed) throw cantParse(`Can't find end tag corresponding to start tag "${unclosed.tag}"`);
  if (!isWellFormed(state.text))
    throw cantParse(
      'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
    );
  return {
    text: state.text,
    entities: state.entities.map(({ language, ...rest }) =>
      rest.type === 'pre' && language ? { ...rest, language } : rest,
    ),
  };
}

function openTag(state: State, begin: number): number {
  const { source } = state;
  const where = byteOffset(source, begin);
  const nameEnd = source.slice(begin).search(/[\s>]/);
  if (nameEnd < 0) throw cantParse(`Unclosed start tag at byte offset ${where}`);
  const tag = source.slice(begin + 1, begin + nameEnd).toLowerCase();
  if (!known.has(tag)) throw cantParse(`Unsupported start tag "${tag}" at byte offset ${where}`);
  const { attributes, end } = readAttributes(source, begin + nameEnd, tag, where);
  const argument = argumentOf(tag, attributes);
  if (tag === 'span' && argument !== 'spoiler')
    throw cantParse(`Tag "span" must have class "tg-spoiler" at byte offset ${where}`);
  const unix = Number.parseInt(attributes.get('unix') ?? '0', 10) || 0;
  state.open.push({ tag, argument, unix, offset: state.text.length });
  return end + 1;
}

function argumentOf(tag: string, attributes: Map<string, string>): string {
  const className = attributes.get('class') ?? '';
  if (tag === 'a') return attributes.get('href') ?? '';
  if (tag === 'code') return className.startsWith('language-') ? className.slice(9) : '';
  if (tag === 'span') return className.startsWith('tg-') ? className.slice(3) : '';
  if (tag === 'tg-emoji') return attributes.get('emoji-id') ?? '';
  if (tag === 'tg-time') return attributes.get('format') ?? '';
  return tag === 'blockquote' && attributes.has('expandable') ? '1' : '';
}

function closeTag(state: State, begin: number): number {
  const { source } = state;
  const where = byteOffset(source, begin);
  const top = state.open.at(-1);
  if (!top) throw cantParse(`Unexpected end tag at byte offset ${where}`);
  const length = source.slice(begin).search(/[\s>]/);
  const nameEnd = length < 0 ? source.length : begin + length;
  const name = source.slice(begin + 2, nameEnd).toLowerCase();
  const end = nameEnd + (/^\s*/.exec(source.slice(nameEnd))?.[0].length ?? 0);
  if (source[end] !== '>') throw cantParse(`Unclosed end tag at byte offset ${where}`);
  if (name !== '' && name !== top.tag)
    throw cantParse(
      `Unmatched end tag at byte offset ${where}, expected "</${top.tag}>", found "</${name}>"`,
    );
  state.open.pop();
  if (state.text.length > top.offset) addEntity(state, top);
  return end + 1;
}

function addEntity(state: State, { tag, argument, unix, offset }: Open): void {
  const place = { offset, length: state.text.length - offset };
  const last = state.entities.at(-1);
  const sameAsLast = last?.offset === place.offset && last.length === place.length;
  if (tag === 'pre' && sameAsLast && last.type === 'code' && last.language) last.type = 'pre';
  else if (tag === 'code' && sameAsLast && last.type === 'pre' && argument) last.language = argument;
  else if (tag === 'code') state.entities.push({ type: 'code', ...place, language: argument });
  else if (tag === 'pre') state.entities.push({ type: 'pre', ...place });
  else if (tag === 'a')
    state.entities.push({ type: 'text_link', ...place, url: argument || state.text.slice(offset) });
  else if (tag === 'blockquote')
    state.entities.push({ type: argument ? 'expandable_blockquote' : 'blockquote', ...place });
  else if (tag === 'tg-emoji') {
    if (!/^[1-9]\d{0,18}$/.test(argument)) throw cantParse('Invalid custom emoji identifier specified');
    state.entities.push({ type: 'custom_emoji', ...place, custom_emoji_id: argument });
  } else if (tag === 'tg-time') {
    if (!isTimeFormat(argument)) throw cantParse('Invalid date format used');
    if (unix > 0)
      state.entities.push({
        type: 'date_time',
        ...place,
        unix_time: unix,
        date_time_format: canonicalTimeFormat(argument),
      });
  } else state.entities.push({ type: styles[tag] ?? tag, ...place });
}
