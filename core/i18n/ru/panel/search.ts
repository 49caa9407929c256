export const search = {
  'panel.search.title': 'Поиск',
  'panel.search.label': 'Номер, имя, @имя, телефон, id',
  'panel.search.do': 'Найти',
  'panel.search.hint': 'Введите номер записи, имя, @имя, телефон, Telegram ID или название события.',
  'panel.search.nothing': 'Ничего не нашлось. Попробуйте начало имени или номер записи.',
  'panel.search.more': 'Показать остальных',
} as const;
