/** The services that browsers take their pushes from. `*.` stands for any name below. */
export const knownPushHosts = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '*.push.services.mozilla.com',
  '*.notify.windows.com',
  'web.push.apple.com',
  '*.push.apple.com',
] as const;

const here = new Set(['localhost', '127.0.0.1', '[::1]']);
const longest = 2_048;

export type PushHosts = {
  readonly hosts: readonly string[];
  /** This machine is one too, unencrypted: for tests and the sandbox. */
  readonly local: boolean;
};

/**
 * Whether a browser may name this address. It is a person's word where our server is to knock: anything but a known service
 * would make it a tool to look around in our own network.
 */
export function isPushAddress(text: string, { hosts, local }: PushHosts): boolean {
  if (text.length > longest || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (local && here.has(url.hostname)) return url.protocol === 'https:' || url.protocol === 'http:';
  return url.protocol === 'https:' && url.port === '' && hosts.some((one) => fits(url.hostname, one));
}

const fits = (host: string, pattern: string): boolean =>
  pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
