import type { Request } from 'express';

/** Behind the proxy it is the proxy that knows. Whoever lies about it only keeps their own cookie off plain HTTP. */
export const isEncrypted = (request: Pick<Request, 'secure' | 'get'>): boolean =>
  request.secure || request.get('x-forwarded-proto') === 'https';
