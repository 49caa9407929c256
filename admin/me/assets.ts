import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Router } from 'express';
import { langs } from '../../core/i18n/lang.ts';
import { plain } from '../../core/i18n/t.ts';
import { openAssets } from '../panel/assets.ts';
import { sendCompressed } from '../panel/compress.ts';
import type { MeAssets } from './frame.tsx';
import { meRoutes } from './routes.ts';

const folder = join(import.meta.dirname, 'assets');

/** On a phone’s home screen: of the sizes Apple and Android ask for. */
const icons = { touch: '/me/icon-180.png', small: '/me/icon-192.png', large: '/me/icon-512.png' } as const;

/** The panel’s design, a script of their own, and what makes an app of them: the program behind the pages, a name, icons. */
export function openMeAssets(): MeAssets & { readonly router: Router } {
  const { router, style, icon, offer } = openAssets();
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  // All of these under one name for ever: a browser asks again whether they have changed.
  const serve = (path: string, type: string, body: string) =>
    router.get(path, (_request, response) => {
      response.set('cache-control', 'no-cache').type(type);
      return sendCompressed(response, body);
    });
  // Its address is its scope: nothing but these pages.
  serve('/me/push-worker.js', 'text/javascript', `self.zapis = ${known()};\n${read('push-worker.js')}`);
  serve('/me/app.webmanifest', 'application/manifest+json', manifest(icon));
  for (const path of Object.values(icons)) {
    const picture = readFileSync(join(folder, path.slice('/me/'.length)));
    router.get(path, (_request, response) => {
      response.set('cache-control', 'public, max-age=86400').type('image/png').send(picture);
    });
  }
  return {
    router,
    style,
    icon,
    touch: icons.touch,
    script: offer('me.js', 'text/javascript', read('me.js')),
  };
}

/** What the program behind the pages cannot ask anybody when it is woken. */
const known = () =>
  JSON.stringify({
    icon: icons.small,
    news: Object.fromEntries(langs.map((lang) => [lang, plain('me.push.news', lang)])),
    home: meRoutes.home.path,
    key: meRoutes.pushKey.path,
    subscribe: meRoutes.subscribe.path,
  });

const manifest = (icon: string) =>
  JSON.stringify({
    name: 'Zapis',
    id: meRoutes.home.path,
    start_url: meRoutes.home.path,
    scope: meRoutes.home.path,
    display: 'standalone',
    background_color: '#f3f6f5',
    theme_color: '#f3f6f5',
    icons: [
      { src: icon, type: 'image/svg+xml', sizes: 'any' },
      { src: icons.small, type: 'image/png', sizes: '192x192', purpose: 'any' },
      { src: icons.large, type: 'image/png', sizes: '512x512', purpose: 'any' },
      { src: icons.large, type: 'image/png', sizes: '512x512', purpose: 'maskable' },
    ],
  });
