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

/** Candidates without Telegram are spoken to; the first that fits counts. */
const toThemselves: readonly (readonly [string, RegExp])[] = [
  ['moved', /^Your interview was moved to (.+)\.$/m],
  [
    'cancelled',
    /^(?:The organiser has cancelled your interview|Your booking for the interview is cancelled)\.$/m,
  ],
  ['unbooked', /^You have no time for your interview any more\.$/m],
  ['reminder', /^A reminder of your interview: (.+)\.$/m],
  ['created', /^(?:Your interview is booked|You have been booked for an interview)\.$/m],
];

const lineOf = (news: string, name: string, ...times: readonly string[]): string =>
  [news, name, ...times].join(' | ');
const time = (at: number): string => longTime(at, 'en');

/** As a message of its own tells it, and as a line among others does. */
export const lines = {
  single: (news: string, name: string, at: number) => lineOf(news, name, time(at)),
  moved: (name: string, from: number, to: number) => lineOf('moved', name, time(from), time(to)),
};

const after = (text: string, mark: string): string =>
  new RegExp(`^${mark}(.+?)(?: · .*)?$`, 'mu').exec(text)?.[1]?.trim() ?? '';

/** Every line that a message to staff tells; none: it is another kind of message. */
export function toldIn(text: string): readonly string[] {
  if (text.includes('What has happened')) return text.split('\n').flatMap(inDigest);
  const news = headings.find(([, words]) => (text.split('\n')[0] ?? '').includes(words))?.[0];
  const name = after(text, '👤 ');
  if (news === undefined || name === '') return [];
  if (news === 'moved') return [lineOf(news, name, after(text, 'Before: '), after(text, 'Now: '))];
  return [lineOf(news, name, after(text, '🕐 '))];
}

/** The same of what one candidate reads in their browser: nobody is named there. */
export function toldToThemselves(text: string, name: string): readonly string[] {
  const was = after(text, 'It was: ');
  for (const [news, words] of toThemselves) {
    const found = words.exec(text);
    if (found === null) continue;
    const now = found[1] ?? after(text, 'When: ');
    if (news === 'moved') return [lineOf(news, name, was, now)];
    return [lineOf(news, name, now === '' ? was : now)];
  }
  return [];
}

function inDigest(line: string): readonly string[] {
  const [what = '', name = '', at = ''] = line.replace(/^• /, '').split(' · ');
  const news = inDigests.find(([, words]) => what === words)?.[0];
  return news === undefined ? [] : [lineOf(news, name, at)];
}
