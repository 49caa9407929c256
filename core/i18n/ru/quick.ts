/** Answers to quick commands. */
export const quick = {
  'command.projects': 'Мои собеседования',
  'command.tasks': 'Что сейчас в работе',
  'command.servers': 'Как работает система',

  'quick.booking.choosing': 'Время ещё не выбрано: /mybooking',
  'quick.booking.booked': 'Вы записаны: {when}, номер {number}',
  'quick.booking.over': 'Время прошло: {when}',

  'quick.projects.title': '<b>Ваши собеседования</b>',
  'quick.projects.none': 'Сейчас нет ни одного. Загляните, пожалуйста, позже.',
  'quick.projects.more': 'Показаны последние, их {shown}; есть и более ранние.',
  'quick.projects.open_to_you': 'Можно записаться: /slots',
  'quick.projects.status':
    '{status, select, draft {Это черновик} open {Запись открыта} closed {Запись закрыта} other {Уже в архиве}}',
  'quick.projects.away':
    'Сейчас не получается посмотреть ваши собеседования. Сами записи от этого не меняются. Попробуйте ещё раз через минуту: /projects',

  'quick.tasks.title': '<b>Сейчас в работе</b>',
  'quick.tasks.none': 'Сейчас ничего не идёт: ни записей, ни рассылок.',
  'quick.tasks.bookings': 'Записи: впереди {ahead}, выбирают время {choosing}, ждут итога {over}.',
  'quick.tasks.choosing': 'выбирает время',
  'quick.tasks.more': 'Все записи – в панели.',
  'quick.tasks.broadcasts': 'Рассылки: {total}.',
  'quick.tasks.broadcast':
    '{status, select, stored {скоро начнётся} posting {публикуется сейчас} paused {стоит на паузе} other {отправляется сейчас}}',
  'quick.tasks.settled': 'готово {settled} из {total}',
  'quick.tasks.away':
    'Сейчас не получается узнать, что в работе. На сами записи это не влияет. Попробуйте ещё раз через минуту: /tasks',

  'quick.servers.ok': '<b>Всё работает</b>',
  'quick.servers.wrong': '<b>Работает не всё</b>',
  'quick.servers.up': 'работает с {since}',
  'quick.servers.down': 'не отвечает с {since}',
  'quick.servers.off': 'бот не подключён',
  'quick.servers.unknown': 'нет сведений',
  'quick.servers.roles': '<b>Процессы</b>',
  'quick.servers.running': 'готовы {ready} из {running}',
  'quick.servers.missing': 'ни одного не видно',
  'quick.servers.queues': '<b>Очереди</b>',
  'quick.servers.queue': 'ждут {waiting}, отложено после ошибок {dead}',
  'quick.servers.queues_empty': 'В очередях ничего не ждёт.',
  'quick.servers.away':
    'Служба панели и API не отвечает, поэтому об остальных сейчас не узнать. Бот работает: вы читаете его ответ. Попробуйте ещё раз через минуту: /servers',
} as const;
