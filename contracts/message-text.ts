import { cleanLines } from '../core/i18n/clean.ts';
import { readMarkup } from '../core/messages/markup/read.ts';
import { textOfMarkup } from '../core/messages/markup/write.ts';

/** Telegram's own limit, which counts what is seen. */
const longestText = 4_096;
/** With tags and entities, which Telegram's limit does not count. */
export const longestMarkup = 12_000;

/** What is wrong with a text that goes to Telegram: a sentence for operators; where the fault is, without what was sent. */
export function textFault(text: string, isMarkup: boolean): string | undefined {
  const read = isMarkup ? readMarkup(text) : { ok: true as const, markup: [text], length: text.length };
  if (!read.ok) return `broken HTML (${read.fault}) in line ${read.line}, column ${read.column}`;
  if (read.length > longestText) return `is ${read.length} characters long, ${longestText} are allowed`;
  return cleanLines(textOfMarkup(read.markup), longestText) === ''
    ? 'there is nothing to read in it'
    : undefined;
}
