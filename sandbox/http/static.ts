import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

const nothingYet =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Telegram sandbox</title><h1>Telegram sandbox</h1><p>The emulator runs. Its chat page is not built.</p></html>';

/** Files of the chat page; a path without an ending is the page itself. */
export async function serveStatic(
  folder: string | null,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const wanted = extname(path) === '' ? '/index.html' : path;
  const body = folder === null ? null : await fileIn(folder, wanted);
  if (body) send(response, 200, types[extname(wanted)] ?? 'application/octet-stream', body);
  else if (wanted === '/index.html') send(response, 200, 'text/html; charset=utf-8', Buffer.from(nothingYet));
  else send(response, 404, 'text/plain; charset=utf-8', Buffer.from('not found'));
}

async function fileIn(folder: string, path: string): Promise<Buffer | null> {
  const full = normalize(join(folder, path));
  if (path.includes('\0') || !full.startsWith(folder + sep)) return null;
  try {
    return await readFile(full);
  } catch {
    return null;
  }
}

function send(response: ServerResponse, status: number, type: string, body: Buffer): void {
  response.writeHead(status, {
    ...pageHeaders,
    'content-type': type,
    'content-length': body.length,
    'cache-control': 'no-cache',
  });
  response.end(body);
}
