import { everybody, type PanelRoutes } from './route.ts';

export const frameRoutes = {
  home: { method: 'get', path: '/', may: everybody },
  chooseLanguage: { method: 'post', path: '/language', may: 'anyone' },
} as const satisfies PanelRoutes;
