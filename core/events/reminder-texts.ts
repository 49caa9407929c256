import { readReminderRule } from '../time/reminder-rules.ts';

/** Rules of reminders as a form has them: lists of times, and of minutes. */
export type ReminderTexts = {
  readonly same_day: string;
  readonly day_before: string;
  readonly before: string;
};
type Kind = keyof ReminderTexts;

const ruleOf: Readonly<Record<Kind, (word: string) => string>> = {
  same_day: (time) => `same day ${time}`,
  day_before: (time) => `day before ${time}`,
  before: (minutes) => `${minutes} min before`,
};
const kinds = Object.keys(ruleOf) as Kind[];

const wordsIn = (text: string): readonly string[] =>
  text
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .map((word) => (/^\d:\d\d$/.test(word) ? `0${word}` : word));

/** As an event's form is read: one after another, separated by semicolons. */
export const rulesOf = (texts: ReminderTexts): string =>
  kinds.flatMap((kind) => wordsIn(texts[kind]).map(ruleOf[kind])).join('; ');

/** Which of the texts is no rule. */
export const wrongReminder = (texts: ReminderTexts): Kind =>
  kinds.find((kind) =>
    wordsIn(texts[kind]).some((word) => readReminderRule(ruleOf[kind](word)) === undefined),
  ) ?? 'same_day';

export function reminderTexts(rules: readonly string[]): ReminderTexts {
  const texts = { same_day: [] as string[], day_before: [] as string[], before: [] as string[] };
  for (const rule of rules) {
    const read = readReminderRule(rule);
    if (read?.kind === 'before') texts.before.push(String(read.minutes));
    else if (read) texts[read.kind].push(read.time);
  }
  return {
    same_day: texts.same_day.join(', '),
    day_before: texts.day_before.join(', '),
    before: texts.before.join(', '),
  };
}
