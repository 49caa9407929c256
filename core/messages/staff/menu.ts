import { type Lang, langs } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import type { Message } from '../message.ts';
import type { Duty } from './model.ts';

type MenuEntry = 'today' | 'week' | 'find';
const labels = {
  today: 'staff.menu.today',
  week: 'staff.menu.week',
  find: 'staff.menu.find',
} as const satisfies Record<MenuEntry, string>;

const entriesOf: Readonly<Record<Duty, readonly (readonly MenuEntry[])[]>> = {
  admin: [['today', 'week'], ['find']],
  specialist: [['today', 'week']],
};

/** The keyboard below the chat: what it says is what is pressed. */
const menuRows = (duty: Duty, lang: Lang): string[][] =>
  entriesOf[duty].map((row) => row.map((entry) => plain(labels[entry], lang)));

/** Below which it stands. */
export const menuMessage = (duty: Duty, lang: Lang): Message => ({
  text: t('staff.menu.here', lang),
  keyboard: [],
  menu: menuRows(duty, lang),
});

/** Takes it away from somebody who has no use for it any more. */
export const noMenuMessage = (lang: Lang): Message => ({
  text: t('staff.menu.gone', lang),
  keyboard: [],
  menu: null,
});

/** What a text says if it is one of these labels, in whichever language it was shown. */
export function menuLabel(text: string): MenuEntry | undefined {
  const said = text.trim();
  return (['today', 'week', 'find'] as const).find((entry) =>
    langs.some((lang) => plain(labels[entry], lang) === said),
  );
}
