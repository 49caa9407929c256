import { redactUrl } from '../redact.ts';
import type { Status } from './status.ts';
import { links, table } from './table.ts';

const header = ['service', 'what it is', 'version', 'real or embedded', 'URL'];

/** The one table: what runs, and where to look. */
export function report(status: Status): string {
  const rows = [
    ...status.services.map((one) => [one.title, one.what, one.version, one.source, redactUrl(one.url)]),
    ...status.roles.map((one) => [
      one.name,
      `${one.name === 'sandbox' ? 'plays Telegram' : 'role'}, ${one.ready ? 'ready' : 'not ready yet'}`,
      '',
      'ours',
      one.url,
    ]),
  ];
  return `${table(header, rows)}\n\n${links(status.links)}`;
}
