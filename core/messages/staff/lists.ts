import { cleanLine, cut } from '../../i18n/clean.ts';
import { blocks, type Html, line, lines } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import type { StaffDay } from '../../staff/press.ts';
import { clockTime, longTime, shortDay, shortTime } from '../../time/people.ts';
import { rows } from '../button.ts';
import type { Button, Message } from '../message.ts';
import { places } from '../slot-text.ts';
import { staffButtonOn } from './card.ts';
import type { DayLine, FoundLine } from './model.ts';

/** Beside the rows that turn pages, what Telegram shows without scrolling. */
const linesOfPage = 7;
const labelMax = 48;

export type DayList = {
  readonly day: StaffDay;
  readonly page: number;
  /** Of the whole day or week. */
  readonly all: readonly DayLine[];
  readonly now: number;
};

/** A day or seven of them, in order of time, a button each. */
export function dayMessage({ day, page, all, now }: DayList, lang: Lang): Message {
  const last = Math.max(0, Math.ceil(all.length / linesOfPage) - 1);
  const at = Math.min(page, last);
  const shown = all.slice(at * linesOfPage, (at + 1) * linesOfPage);
  const turn = (to: number, label: string): Button => ({
    label,
    act: { to: 'staff', press: { kind: 'day', day, page: to } },
  });
  return {
    text: blocks(
      day === 'today'
        ? t('staff.today', lang, { day: shortDay(now, lang), total: all.length })
        : t('staff.week', lang, { total: all.length }),
      all.length === 0 ? t('staff.day_empty', lang) : lines(...shown.map((one) => dayLine(one, day, lang))),
    ),
    keyboard: rows(...shown.map((one) => [lineButton(one, day, lang)]), [
      ...(at > 0 ? [turn(at - 1, plain('staff.earlier', lang))] : []),
      ...(at < last ? [turn(at + 1, plain('staff.later', lang))] : []),
    ]),
  };
}

const lineButton = (one: DayLine, day: StaffDay, lang: Lang): Button =>
  staffButtonOn(
    { booking_id: one.booking_id, rev: null },
    { kind: 'menu', return_to: day },
    cut(`${timeOf(one, day, lang)} ${cleanLine(one.name)}`, labelMax),
  );

const timeOf = ({ starts_at }: DayLine, day: StaffDay, lang: Lang): string =>
  day === 'today' ? clockTime(starts_at) : shortTime(starts_at, lang);

function dayLine(one: DayLine, day: StaffDay, lang: Lang): Html {
  const place = places({ location: one.location, audience: one.room }, lang);
  const parts = [timeOf(one, day, lang), cleanLine(one.name, 96), ...place, mark(one, lang)];
  return line(parts.filter((part) => part !== '').join(' · '));
}

function mark({ status, arrived, reply }: DayLine, lang: Lang): string {
  if (status !== 'booked') return plain(status === 'done' ? 'staff.mark.done' : 'staff.mark.no_show', lang);
  if (arrived) return plain('staff.mark.arrived', lang);
  return reply === null ? '' : plain('staff.mark.reply', lang, { reply });
}

export const foundMessage = (
  typed: string,
  found: readonly FoundLine[],
  more: boolean,
  lang: Lang,
): Message => ({
  text: blocks(
    found.length === 0
      ? t('staff.found_none', lang, { text: cleanLine(typed, 64) })
      : t('staff.found', lang, { text: cleanLine(typed, 64) }),
    lines(...found.map((one) => foundLine(one, lang))),
    more && t('staff.found_more', lang),
  ),
  keyboard: found.map((one) => [
    staffButtonOn(
      { booking_id: one.booking_id, rev: null },
      { kind: 'menu', return_to: 'card' },
      cut([cleanLine(one.name), one.number].filter(Boolean).join(' · '), labelMax),
    ),
  ]),
});

const foundLine = (one: FoundLine, lang: Lang): Html =>
  line(
    [
      cleanLine(one.name, 96),
      one.number,
      cleanLine(one.event, 64),
      one.starts_at === null ? null : longTime(one.starts_at, lang),
      plain('staff.status', lang, { status: one.status }),
    ]
      .filter(Boolean)
      .join(' · '),
  );

/** Interviews that are over and of which nobody has said who came: a button each. */
export const chaseMessage = (left: readonly DayLine[], lang: Lang): Message => ({
  text: blocks(
    t('staff.chase', lang, { total: left.length }),
    lines(...left.slice(0, linesOfPage).map((one) => dayLine(one, 'today', lang))),
    left.length > linesOfPage && t('staff.chase_more', lang),
  ),
  keyboard: left.slice(0, linesOfPage).map((one) => [lineButton(one, 'today', lang)]),
});

export const findQuestion = (lang: Lang): Message => ({ text: t('staff.find_ask', lang), keyboard: [] });
