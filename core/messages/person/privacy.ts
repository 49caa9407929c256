import { blocks } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import type { ButtonRequest, Message } from '../message.ts';

const request = (one: ButtonRequest) => ({ to: 'request', request: one }) as const;

export const privacyMessage = (lang: Lang): Message => ({
  text: blocks(t('privacy.title', lang), t('privacy.text', lang), t('privacy.can', lang)),
  keyboard: [
    [{ label: plain('privacy.export', lang), act: request({ kind: 'export' }) }],
    [
      {
        label: plain('privacy.erase', lang),
        act: request({ kind: 'erase', sure: false }),
        style: 'danger',
      },
    ],
  ],
});

/** Asks once: nothing is deleted yet. */
export const eraseQuestion = (lang: Lang): Message => ({
  text: t('erase.ask', lang),
  keyboard: [
    [{ label: plain('privacy.export', lang), act: request({ kind: 'export' }) }],
    [{ label: plain('erase.yes', lang), act: request({ kind: 'erase', sure: true }), style: 'danger' }],
  ],
});

/** A booking somebody counts on comes first, and so does a company that nobody could manage any more. */
export const eraseRefused = (why: 'booked' | 'last_admin', lang: Lang): Message => ({
  text: t(why === 'booked' ? 'erase.booked' : 'erase.last_admin', lang),
  keyboard: [],
});
export const eraseDone = (lang: Lang): Message => ({ text: t('erase.done', lang), keyboard: [] });

/** The file with everything kept about a person. */
export const exportDocument = (data: unknown, lang: Lang) => ({
  name: plain('export.file', lang),
  type: 'application/json',
  content: `${JSON.stringify(data, null, 2)}\n`,
  caption: plain('export.caption', lang),
});
