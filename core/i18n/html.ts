import { cleanLine, cleanLines } from './clean.ts';

/** Text that may go to Telegram as HTML: made by `t`, by the functions here, and by nothing else. */
export type Html = { readonly html: string };

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (char) => entities[char] ?? char);

/** One foreign line. */
export const line = (text: string, max?: number): Html => ({ html: escape(cleanLine(text, max)) });

/** Foreign text that keeps its lines. */
export const paragraph = (text: string, max: number): Html => ({ html: escape(cleanLines(text, max)) });

export const bold = (inner: Html): Html => ({ html: `<b>${inner.html}</b>` });

/** `address` has to be a checked one (core/messages/links.ts). */
export const link = (address: string, inner: Html): Html => ({
  html: `<a href="${escape(address)}">${inner.html}</a>`,
});

type Part = Html | null | undefined | false;
const glue =
  (between: string) =>
  (...parts: readonly Part[]): Html => ({
    html: parts
      .filter((part) => part !== null && part !== undefined && part !== false)
      .map((part) => part.html)
      .filter((html) => html !== '')
      .join(between),
  });

/** What is there, one under the other. */
export const lines = glue('\n');
/** What is there, with an empty line between. */
export const blocks = glue('\n\n');

/** For where no markup is shown: what we put in is taken out, and what was escaped reads as it was typed. */
export const withoutTags = ({ html }: Html): string =>
  Object.entries(entities).reduceRight(
    (text, [char, entity]) => text.replaceAll(entity, char),
    html.replaceAll(/<[^>]*>/g, ''),
  );
