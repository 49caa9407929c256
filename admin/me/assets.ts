import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Router } from 'express';
import { openAssets } from '../panel/assets.ts';
import { sendCompressed } from '../panel/compress.ts';
import type { MeAssets } from './frame.tsx';

const folder = join(import.meta.dirname, 'assets');

/** The panel’s design, a script of their own, and the program that shows messages while no page is open. */
export function openMeAssets(): MeAssets & { readonly router: Router } {
  const { router, style, icon, offer } = openAssets();
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const worker = read('push-worker.js');
  // Under one name for ever: a browser asks again whether it has changed. Its address is its scope: nothing but these pages.
  router.get('/me/push-worker.js', (_request, response) => {
    response.set('cache-control', 'no-cache').type('text/javascript');
    return sendCompressed(response, worker);
  });
  return { router, style, icon, script: offer('me.js', 'text/javascript', read('me.js')) };
}
