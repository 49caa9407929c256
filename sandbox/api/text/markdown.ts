import type { Entity } from '../../state/wire.ts';
import { byteOffset, cantParse, type Formatted } from './common.ts';

/** The old Markdown: no nesting, four signs. */
export function parseMarkdown(source: string): Formatted {
  const entities: Entity[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const character = source[at] ?? '';
    const next = source[at + 1] ?? '';
    if (character === '\\' && next !== '' && '_*`['.includes(next)) {
      text += next;
      at += 2;
    } else if ('_*`['.includes(character)) {
      const read = readEntity(source, at, text.length);
      text += read.text;
      if (read.entity && read.text !== '') entities.push(read.entity);
      at = read.end;
    } else {
      text += character;
      at += 1;
    }
  }
  return { text, entities };
}

function readEntity(source: string, begin: number, offset: number) {
  const sign = source[begin] ?? '';
  const isPre = source.startsWith('```', begin);
  const endSign = isPre ? '```' : sign === '[' ? ']' : sign;
  let start = begin + (isPre ? 3 : 1);
  let language = '';
  if (isPre) {
    const word = /^[^\s`]*/.exec(source.slice(start))?.[0] ?? '';
    const after = source[start + word.length];
    if (word !== '' && after !== undefined && after !== '`') {
      language = word;
      start += word.length;
    }
    start += /^(?:\r\n|\n\r|\n|\r)/.exec(source.slice(start))?.[0].length ?? 0;
  }
  const stop = source.indexOf(endSign, start);
  if (stop < 0)
    throw cantParse(`Can't find end of the entity starting at byte offset ${byteOffset(source, begin)}`);
  const text = source.slice(start, stop);
  const place = { offset, length: text.length };
  let end = stop + endSign.length;
  let entity: Entity = { type: sign === '_' ? 'italic' : 'bold', ...place };
  if (sign === '`') entity = { type: isPre ? 'pre' : 'code', ...place, ...(language && { language }) };
  if (sign === '[') {
    let url = text;
    if (source[end] === '(') {
      const close = source.indexOf(')', end);
      const urlEnd = close < 0 ? source.length : close;
      url = source.slice(end + 1, urlEnd);
      end = urlEnd + 1;
    }
    entity = { type: 'text_link', ...place, url };
  }
  return { text, entity, end };
}
