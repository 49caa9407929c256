import type { signIn as ru } from '../../ru/panel/sign-in.ts';

export const signIn: Readonly<Record<keyof typeof ru, string>> = {
  'panel.sign_in.title': 'Sign in',
  'panel.sign_in.how':
    'No password, or forgotten? Ask an administrator for a one-time link. The first administrator is made by “zapis admin create”.',
  'panel.sign_in.by_code': 'With a code from Telegram',
  'panel.sign_in.who': 'Your Telegram username or number',
  'panel.sign_in.who_hint': 'Like @olga or 123456789.',
  'panel.sign_in.ask_code': 'Send me a code',
  'panel.sign_in.code_sent':
    'If you are in the team and have opened the bot, a code is on its way: the booking bot sends it in Telegram. It is good for 5 minutes.',
  'panel.sign_in.code': 'Code from the message',
  'panel.sign_in.ask_again': 'Begin again',
  'panel.sign_in.wrong_code':
    'This code is not right. {left, plural, one {# try is} other {# tries are}} left.',
  'panel.sign_in.code_over': 'This code no longer works. Begin again and ask for another.',
  'panel.sign_in.by_password': 'With a password',
  'panel.sign_in.login': 'Login',
  'panel.sign_in.password': 'Password',
  'panel.sign_in.wrong_password': 'The login or the password is not right.',
  'panel.sign_in.too_often': 'Too many tries. Try again after {time}.',
  'panel.sign_in.link': 'This link works once. Press to sign in with this browser.',
  'panel.sign_in.enter': 'Sign in',
  'panel.sign_in.used.title': 'This link no longer works',
  'panel.sign_in.used.text': 'It has been used already, or it is too old. Ask for a new one.',
};
