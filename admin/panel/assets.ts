import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Router } from 'express';

const files = { style: ['panel.css', 'text/css'], icon: ['icon.svg', 'image/svg+xml'] } as const;
type Asset = keyof typeof files;

export type Assets = { readonly [Name in Asset]: string } & { readonly router: Router };

/** Named by what they hold: a browser may keep them for ever, and a new version has a new name. */
export function openAssets(folder = join(import.meta.dirname, 'assets')): Assets {
  const router = express.Router();
  const open = (asset: Asset): string => {
    const [name, type] = files[asset];
    const body = readFileSync(join(folder, name));
    const path = `/assets/${createHash('sha256').update(body).digest('hex').slice(0, 12)}-${name}`;
    router.get(path, (_request, response) => {
      response.set('cache-control', 'public, max-age=31536000, immutable').type(type).send(body);
    });
    return path;
  };
  return { style: open('style'), icon: open('icon'), router };
}
