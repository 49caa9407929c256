import { longTime } from '../../../../core/time/people.ts';

// What a message tells, in one line: of a fact the checker says which lines may stand for it.

const headings: readonly (readonly [string, string])[] = [
  ['created', 'New booking'],
  ['unbooked', 'the old time is given up'],
  ['cancelled', 'is cancelled'],
  ['moved', 'is moved'],
  ['reminder', 'You have an interview today'],
  ['done', 'time is over'],
];
const inDigests: readonly (readonly [string, string])[] = [
  ['created', '📅 new booking'],
  ['unbooked', '⏳ time given up'],
  ['cancelled', '❌ cancelled'],
  ['moved', '🔁 moved'],
  ['reminder', '⏰ interview today'],
  ['done', '🏁 time is over'],
];

const lineOf = (news: string, name: string, ...times: readonly string[]): string =>
  [news, name, ...times].join(' | ');
const time = (at: number): string => longTime(at, 'en');

/** As a message of its own tells it, and as a line among others does. */
export const lines = {
  single: (news: string, name: string, at: number) => lineOf(news, name, time(at)),
  moved: (name: string, from: number, to: number) => lineOf('moved', name, time(from), time(to)),
  left: (name: string, from: number) => lineOf('moved', name, time(from), ''),
};

const after = (text: string, mark: string): string =>
  new RegExp(`^${mark}(.+?)(?: · .*)?$`, 'mu').exec(text)?.[1]?.trim() ?? '';

/** Every line that a message to staff, or to a browser, tells; none: it is another kind of message. */
export function toldIn(text: string): readonly string[] {
  if (text.includes('What has happened')) return text.split('\n').flatMap(inDigest);
  const news = headings.find(([, words]) => (text.split('\n')[0] ?? '').includes(words))?.[0];
  const name = after(text, '👤 ');
  if (news === undefined || name === '') return [];
  if (news === 'moved') return [lineOf(news, name, after(text, 'Before: '), after(text, 'Now: '))];
  return [lineOf(news, name, after(text, '🕐 '))];
}

function inDigest(line: string): readonly string[] {
  const [what = '', name = '', at = ''] = line.replace(/^• /, '').split(' · ');
  const news = inDigests.find(([, words]) => what === words)?.[0];
  return news === undefined ? [] : [lineOf(news, name, at)];
}
