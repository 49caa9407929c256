import type { signIn as ru } from '../../ru/panel/sign-in.ts';

export const signIn: Readonly<Record<keyof typeof ru, string>> = {
  'panel.sign_in.title': 'Sign in',
  'panel.sign_in.how':
    'No password, or forgotten? Ask an administrator for a one-time link. The first administrator is made by “zapis admin create”.',
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
