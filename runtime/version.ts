import { existsSync, readFileSync } from 'node:fs';

/** The same from the tree and from dist/. */
const places = ['../package.json', '../../package.json'].map((path) => new URL(path, import.meta.url));

/** Of this product, as its package says. */
export const version: string = (() => {
  const file = places.find((place) => existsSync(place));
  const read = file && (JSON.parse(readFileSync(file, 'utf8')) as { readonly version?: unknown });
  return typeof read?.version === 'string' ? read.version : '';
})();
