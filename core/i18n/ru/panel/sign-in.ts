export const signIn = {
  'panel.sign_in.title': 'Вход',
  'panel.sign_in.how':
    'Пароля нет или вы его забыли? Попросите у администратора одноразовую ссылку. Первого администратора создаёт команда «zapis admin create».',
  'panel.sign_in.by_code': 'По коду из Telegram',
  'panel.sign_in.who': 'Ваше имя или номер в Telegram',
  'panel.sign_in.who_hint': 'Например, @olga или 123456789.',
  'panel.sign_in.ask_code': 'Прислать код',
  'panel.sign_in.code_sent':
    'Если вы в команде и открывали бота, код уже в пути: он придёт в Telegram от бота записи. Код действует 5 минут.',
  'panel.sign_in.code': 'Код из сообщения',
  'panel.sign_in.ask_again': 'Начать сначала',
  'panel.sign_in.wrong_code':
    'Код не подошёл. {left, plural, one {Осталась # попытка} few {Осталось # попытки} many {Осталось # попыток} other {Осталось # попытки}}.',
  'panel.sign_in.code_over': 'Этот код больше не действует. Начните сначала и запросите новый.',
  'panel.sign_in.by_password': 'По паролю',
  'panel.sign_in.login': 'Логин',
  'panel.sign_in.password': 'Пароль',
  'panel.sign_in.wrong_password': 'Логин или пароль не подошли.',
  'panel.sign_in.too_often': 'Слишком много попыток. Попробуйте снова после {time}.',
  'panel.sign_in.link': 'Эта ссылка действует один раз. Нажмите, чтобы войти в этом браузере.',
  'panel.sign_in.enter': 'Войти',
  'panel.sign_in.used.title': 'Ссылка больше не действует',
  'panel.sign_in.used.text': 'Её уже использовали, или прошло слишком много времени. Попросите новую.',
} as const;
