import type { Request } from 'express';

/** Whether a form was sent by a page of ours. Every browser of today says at least one of the two. */
export function isSameSite(request: Pick<Request, 'get'>): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = request.get('origin');
  if (origin === undefined) return site !== undefined;
  return URL.canParse(origin) && new URL(origin).host === request.get('host');
}
