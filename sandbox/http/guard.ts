import type { IncomingMessage } from 'node:http';

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export const isLoopback = (address: string) =>
  address === 'localhost' || address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address);

/**
 * Other web pages open in the same browser must not reach the sandbox: neither by their own
 * requests (Origin) nor by a name of theirs that points here (Host).
 */
export function refusesOrigin(
  request: IncomingMessage,
  alsoAllowed: ReadonlySet<string>,
  isPage: boolean,
): string | null {
  const host = nameOf(request.headers.host ?? '');
  if (!loopback.has(host) && !alsoAllowed.has(host)) return 'this name is not one of mine';
  const { origin } = request.headers;
  if (
    origin !== undefined &&
    origin !== `http://${request.headers.host}` &&
    origin !== `https://${request.headers.host}`
  )
    return 'requests of other pages are refused';
  // Another port of this machine counts as the same site: from there a link to the page is welcome, a call is not.
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || (site === 'same-site' && !isPage))
    return 'requests of other pages are refused';
  return null;
}

const nameOf = (host: string) => host.replace(/:\d+$/, '').toLowerCase();
