export const signIn = {
  'panel.sign_in.title': 'Вход',
  'panel.sign_in.how':
    'Пароля нет или вы его забыли? Попросите у администратора одноразовую ссылку. Первого администратора создаёт команда «zapis admin create».',
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
