// What people and those who answer them say: numbered, so that order and repetition can be read off.

/** A word of letters alone, because the example worker looks for words. */
const wordOf = (n: number): string =>
  `q${[2, 1, 0].map((place) => String.fromCharCode(97 + (Math.floor(n / 26 ** place) % 26))).join('')}`;

export const question = (n: number): string => `Question ${n}: ${wordOf(n)}`;
export const answer = (n: number): string => `Answer ${n}`;

/** null: it is none. */
export const questionIn = (text: string): number | null => numberIn(/^Question (\d+): q[a-z]+$/, text);
export const answerIn = (text: string): number | null => numberIn(/^Answer (\d+)$/, text);

function numberIn(words: RegExp, text: string): number | null {
  const found = words.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

/** What the example worker knows: an answer to each of so many. */
export const faqOf = (count: number): string =>
  Array.from({ length: count }, (_none, n) => `## ${wordOf(n)}\n${answer(n)}\n`).join('');
