export const events = {
  'panel.event.draft': 'черновик',
  'panel.event.open': 'открыто',
  'panel.event.closed': 'закрыто',
  'panel.event.archived': 'в архиве',
  'panel.events.title': 'Название',
  'panel.events.when': 'Когда',
  'panel.events.taken': 'Занято мест',
  'panel.events.no_slots': 'времени ещё нет',
  'panel.events.empty': 'Событий ещё нет. Пока их создаёт команда «zapis event create».',
  'panel.event.empty': 'Времени ещё нет. Пока его добавляет команда «zapis slots add».',
  'panel.slot.off': 'выключено',
  'panel.slot.held': 'держит место',
  'panel.slot.free':
    '{free, plural, one {свободно # место} few {свободно # места} many {свободно # мест} other {свободно # места}}',
} as const;
