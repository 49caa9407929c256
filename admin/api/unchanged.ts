import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/**
 * Marks an answer by its content and ends the request with 304 when the caller has it already. Express would do this
 * itself, but not for fetch(), which adds `cache-control: no-cache` to every conditional request.
 */
export function unchanged(request: Request, response: Response, body: unknown): boolean {
  const tag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 27)}"`;
  response.set({ etag: tag, 'cache-control': 'private, no-cache' });
  const has = request
    .get('if-none-match')
    ?.split(',')
    .some((one) => one.trim().replace(/^W\//, '') === tag);
  if (has) response.status(304).end();
  return has ?? false;
}
