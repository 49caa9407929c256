import { mostProposed } from '../../booking/words.ts';
import { blocks, type Html } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import { type SlotMark, slotMark } from '../../staff/press.ts';
import { rows } from '../button.ts';
import type { Button, Message } from '../message.ts';
import type { SlotLine } from '../model.ts';
import { slotButtonLabel } from '../slot-text.ts';
import { cardText, shortTimes, staffButtonOn } from './card.ts';
import type { StaffCard } from './model.ts';

const perPage = 5;

type Choice = {
  /** All that are free, in order of time. */
  readonly slots: readonly SlotLine[];
  readonly marks: readonly SlotMark[];
  readonly page: number;
};

export const isMarked = ({ marks }: Pick<Choice, 'marks'>, { slot_id }: Pick<SlotLine, 'slot_id'>): boolean =>
  marks.includes(slotMark(slot_id));

/** Which of their own times an interviewer proposes. With as many marked as may be, only these can be pressed. */
export function proposeQuestion(card: StaffCard, choice: Choice, lang: Lang, above?: Html): Message {
  const { slots } = choice;
  const marked = slots.filter((slot) => isMarked(choice, slot));
  const isFull = marked.length === mostProposed;
  const listed = isFull ? marked : slots;
  const last = Math.max(0, Math.ceil(listed.length / perPage) - 1);
  const page = Math.min(choice.page, last);
  const marks = marked.map(({ slot_id }) => slotMark(slot_id));
  const turn = (to: number, label: string) =>
    staffButtonOn(card, { kind: 'propose', marks, page: to }, label);
  return {
    text: blocks(
      above,
      cardText(card, lang),
      question(slots.length, isFull, lang),
      marked.length > 0 && t('staff.propose_marked', lang, { times: shortTimes(marked.map(startOf), lang) }),
    ),
    keyboard: rows(
      ...listed
        .slice(page * perPage, (page + 1) * perPage)
        .map((slot) => [markButton(card, slot, { marks, page }, lang)]),
      [
        ...(page > 0 ? [turn(page - 1, plain('staff.earlier', lang))] : []),
        ...(page < last ? [turn(page + 1, plain('staff.later', lang))] : []),
      ],
      marked.length === 0
        ? []
        : [
            staffButtonOn(
              card,
              { kind: 'send_proposal', marks },
              plain('staff.propose_send', lang, { count: marked.length }),
              'primary',
            ),
          ],
      [staffButtonOn(card, { kind: 'menu', return_to: 'card' }, plain('staff.back', lang))],
    ),
  };
}

const startOf = ({ starts_at }: SlotLine): number => starts_at;

function question(total: number, isFull: boolean, lang: Lang): Html {
  if (total === 0) return t('staff.propose_none', lang);
  return isFull ? t('staff.propose_full', lang) : t('staff.propose_ask', lang, { total });
}

/** Puts the mark on or takes it off. */
function markButton(
  card: StaffCard,
  slot: SlotLine,
  { marks, page }: Omit<Choice, 'slots'>,
  lang: Lang,
): Button {
  const mark = slotMark(slot.slot_id);
  const isOn = marks.includes(mark);
  const next = isOn ? marks.filter((one) => one !== mark) : [...marks, mark];
  const label = slotButtonLabel(slot, lang);
  return staffButtonOn(card, { kind: 'propose', marks: next, page }, isOn ? `✅ ${label}` : label);
}
