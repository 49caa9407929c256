// What the bot says of its own in a conversation between a person and the coordinators.
import { blocks } from '../i18n/html.ts';
import type { Lang } from '../i18n/lang.ts';
import { plain, t } from '../i18n/t.ts';
import { longTime } from '../time/people.ts';
import type { Message } from './message.ts';

/** As an answer like any other: without markup. `opens`: nobody is there until then. */
export const passedOn = (opens: number | null, lang: Lang): string =>
  opens === null
    ? plain('conversation.passed_on', lang)
    : plain('conversation.passed_on_later', lang, { when: longTime(opens, lang) });

/** To coordinators: somebody waits for a first word. */
export const lateMessage = (name: string, address: string | null, lang: Lang): Message => ({
  text: blocks(t('conversation.late', lang, { name })),
  keyboard: address === null ? [] : [[{ label: plain('conversation.open', lang), url: address }]],
});
