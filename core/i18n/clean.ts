// Foreign text: names, titles, addresses, anything a person typed. It may not steer the message it stands in.

/** Marks that turn the direction of a line, and letters nobody sees; the joiner of emoji stays. */
const unseen =
  /[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
// oxlint-disable-next-line eslint/no-control-regex -- control characters are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f]+/g;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `max` UTF-16 units, cut between letters people see, with an ellipsis. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

const defaultMax = 200;

/** One line of foreign text. */
export function cleanLine(text: string, max: number = defaultMax): string {
  const seen = text.toWellFormed().replaceAll(unseen, '').replaceAll(control, ' ');
  return cut(seen.replaceAll(/\s+/g, ' ').trim(), max);
}

/** Several lines of foreign text, at most one empty between two. */
export function cleanLines(text: string, max: number): string {
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => cleanLine(line, max));
  return cut(
    lines
      .join('\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim(),
    max,
  );
}
