import { cleanLine } from '../../i18n/clean.ts';
import { blocks, lines, paragraph } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import { webAddress } from '../links.ts';
import type { Message } from '../message.ts';

export type Provisioned = {
  readonly status: string;
  readonly server?: string | undefined;
  readonly detail?: string | undefined;
  readonly link?: string | undefined;
};

const well = new Set(['success', 'succeeded', 'completed', 'done', 'ok', 'ready']);
const badly = new Set(['failed', 'failure', 'error', 'timeout', 'cancelled']);

function went(status: string): 'well' | 'badly' | 'somehow' {
  const word = status.trim().toLowerCase();
  if (well.has(word)) return 'well';
  return badly.has(word) ? 'badly' : 'somehow';
}

/** What came of setting up a server, to admins. All of it is foreign text; what is no web address becomes no link. */
export function provisionedMessage({ status, server, detail, link }: Provisioned, lang: Lang): Message {
  const url = webAddress(link ?? null);
  return {
    text: blocks(
      t('staff.provisioned', lang, { went: went(status) }),
      lines(
        server !== undefined && t('staff.provisioned.server', lang, { name: cleanLine(server, 128) }),
        t('staff.provisioned.status', lang, { status: cleanLine(status, 64) }),
      ),
      detail !== undefined && paragraph(detail, 1_000),
    ),
    keyboard: url === undefined ? [] : [[{ label: plain('staff.provisioned.open', lang), url }]],
  };
}
