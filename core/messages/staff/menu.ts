import { langs } from '../../i18n/lang.ts';
import { plain } from '../../i18n/t.ts';

type MenuEntry = 'today' | 'week' | 'find';
const labels = {
  today: 'staff.menu.today',
  week: 'staff.menu.week',
  find: 'staff.menu.find',
} as const satisfies Record<MenuEntry, string>;

/** What a text says if it is one of these labels, in whichever language it was shown. */
export function menuLabel(text: string): MenuEntry | undefined {
  const said = text.trim();
  return (['today', 'week', 'find'] as const).find((entry) =>
    langs.some((lang) => plain(labels[entry], lang) === said),
  );
}
