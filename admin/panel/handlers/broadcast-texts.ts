import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { Difference } from '../../../core/shared/three-way.ts';
import { writeButtons } from '../../broadcasts/check-draft.ts';
import type { BroadcastShown } from '../../broadcasts/ports.ts';
import type { DraftField, DraftTexts, Typed } from '../pages/broadcast-form.tsx';
import type { EventNamed } from '../ports/events.ts';
import { type Fields, field } from '../request.ts';
import { audienceChoices } from '../view/broadcast-words.ts';

export const blankDraft: Typed = {
  text: '',
  markup: false,
  event: '',
  audience: 'channel',
  chat: '',
  people: '',
  buttons: '',
};
export const draftFields = Object.keys(blankDraft) as DraftField[];

/** Browsers send line breaks as two characters: Telegram would count both. */
const lines = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

/** `prefix`: of what the editor saw, beside what they typed. */
export const textsIn = (form: Fields, prefix = ''): DraftTexts =>
  Object.fromEntries(draftFields.map((name) => [name, lines(field(form, `${prefix}${name}`))])) as DraftTexts;

export const typedFrom = (texts: DraftTexts): Typed => ({ ...texts, markup: texts.markup === 'yes' });

export function typedOf({ command, typed }: BroadcastShown): Typed {
  const { target } = command;
  const isPeople = target === 'unbooked' || target === 'list';
  return {
    text: command.message_text,
    markup: command.parse_mode === 'HTML',
    event: command.event_id ?? '',
    audience: isPeople ? target : 'channel',
    chat: isPeople || target === undefined ? '' : String(target),
    people: typed,
    buttons: writeButtons(command.buttons),
  };
}

export function textsOf(draft: BroadcastShown): DraftTexts {
  const typed = typedOf(draft);
  const texts = { ...typed, markup: typed.markup ? 'yes' : '' };
  return Object.fromEntries(draftFields.map((name) => [name, lines(texts[name])])) as DraftTexts;
}

/** A difference as people read it: no ids, no codes. */
export const readable =
  (events: readonly EventNamed[], lang: Lang) =>
  (one: Difference<DraftField>): Difference<DraftField> => {
    const said = (value: string): string => {
      if (one.field === 'event') return events.find(({ event_id }) => event_id === value)?.title ?? value;
      if (one.field === 'audience')
        return audienceChoices(lang).find(([code]) => code === value)?.[1] ?? value;
      return one.field === 'markup' ? plain(value ? 'panel.slot.yes' : 'panel.slot.no', lang) : value;
    };
    return { ...one, seen: said(one.seen), now: said(one.now) };
  };
