import { everybody, type PanelRoutes } from './route.ts';

export const signInRoutes = {
  signIn: { method: 'get', path: '/sign-in', may: 'anyone' },
  signInByLink: { method: 'get', path: '/sign-in/link', may: 'anyone' },
  useLink: { method: 'post', path: '/sign-in/link', may: 'anyone' },
  signInByPassword: { method: 'post', path: '/sign-in/password', may: 'anyone' },
  askCode: { method: 'post', path: '/sign-in/code', may: 'anyone' },
  signInByCode: { method: 'post', path: '/sign-in/code/check', may: 'anyone' },
  signOut: { method: 'post', path: '/sign-out', may: everybody },
} as const satisfies PanelRoutes;
