/** Telegram's limit, in UTF-16 units. */
const longest = 4_096;

/** A text as messages that Telegram takes: at the end of a paragraph, a line or a word, where there is one in the second half. */
export function split(text: string, most = longest): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const at = cut(rest, most);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

function cut(text: string, most: number): number {
  for (const end of ['\n\n', '\n', ' ']) {
    const at = text.lastIndexOf(end, most);
    if (at > most / 2) return at;
  }
  // Never between the two halves of one character.
  const before = text.charCodeAt(most - 1);
  return before >= 0xd800 && before <= 0xdbff ? most - 1 : most;
}
