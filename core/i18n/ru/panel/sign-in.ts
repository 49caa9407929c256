export const signIn = {
  'panel.sign_in.title': 'Вход',
  'panel.sign_in.how':
    'Войти можно по одноразовой ссылке: её печатает команда «zapis admin create» и первый запуск «npm start».',
  'panel.sign_in.link': 'Эта ссылка действует один раз. Нажмите, чтобы войти в этом браузере.',
  'panel.sign_in.enter': 'Войти',
  'panel.sign_in.used.title': 'Ссылка больше не действует',
  'panel.sign_in.used.text': 'Её уже использовали, или прошло слишком много времени. Попросите новую.',
} as const;
