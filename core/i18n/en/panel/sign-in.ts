import type { signIn as ru } from '../../ru/panel/sign-in.ts';

export const signIn: Readonly<Record<keyof typeof ru, string>> = {
  'panel.sign_in.title': 'Sign in',
  'panel.sign_in.how':
    'You sign in by a link that works once: “zapis admin create” prints one, and so does the first “npm start”.',
  'panel.sign_in.link': 'This link works once. Press to sign in with this browser.',
  'panel.sign_in.enter': 'Sign in',
  'panel.sign_in.used.title': 'This link no longer works',
  'panel.sign_in.used.text': 'It has been used, or too much time has passed. Ask for a new one.',
};
