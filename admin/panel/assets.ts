import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import express, { type Router } from 'express';
import { sendCompressed } from './compress.ts';

export type Assets = {
  readonly style: string;
  readonly icon: string;
  readonly script: string;
  readonly router: Router;
  /** Adds one that is named by what it holds. */
  readonly offer: (name: string, type: string, body: string) => string;
};

const require = createRequire(import.meta.url);
/** What a page needs to be live; it is whole without. */
const htmx = [
  require.resolve('htmx.org/dist/htmx.min.js'),
  require.resolve('htmx.org/dist/ext/hx-sse.min.js'),
] as const;

/** Named by what they hold: a browser may keep them for ever, and a new version has a new name. */
export function openAssets(folder = join(import.meta.dirname, 'assets')): Assets {
  const router = express.Router();
  const offer = (name: string, type: string, body: string): string => {
    const path = `/assets/${createHash('sha256').update(body).digest('hex').slice(0, 12)}-${name}`;
    const kept = new Map<string, Promise<Buffer>>();
    router.get(path, (_request, response) => {
      response.set('cache-control', 'public, max-age=31536000, immutable').type(type);
      return sendCompressed(response, body, kept);
    });
    return path;
  };
  const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
  const sheets = readdirSync(join(folder, 'style')).toSorted();
  // One file: htmx looks at the page as soon as it can, and its extension must be there by then.
  const script = [...htmx, join(folder, 'script', 'live.js')].map((path) => readFileSync(path, 'utf8'));
  return {
    script: offer('live.js', 'text/javascript', script.join('\n;\n')),
    style: offer('panel.css', 'text/css', sheets.map((name) => read('style', name)).join('\n')),
    icon: offer('icon.svg', 'image/svg+xml', read('icon.svg')),
    router,
    offer,
  };
}
