import type { search as ru } from '../../ru/panel/search.ts';

export const search: Readonly<Record<keyof typeof ru, string>> = {
  'panel.search.title': 'Search',
  'panel.search.label': 'Number, name, @name, phone, id',
  'panel.search.do': 'Find',
  'panel.search.hint': 'Type a booking’s number, a name, @name, phone, Telegram ID or an event’s title.',
  'panel.search.nothing': 'Nothing was found. Try the beginning of a name, or a booking’s number.',
  'panel.search.more': 'Show the others',
};
