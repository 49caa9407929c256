// Answers that say one thing and offer nothing.
import { blocks, line, lines } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { plain, t } from '../../i18n/t.ts';
import { commandsOf, type Role } from '../commands.ts';
import type { Message } from '../message.ts';

/** To people who are not on the list, and to strangers: this, whatever they did. */
export const deniedMessage = (lang: Lang): Message => ({ text: t('denied.text', lang), keyboard: [] });

export const outdatedMessage = (lang: Lang): Message => ({ text: t('outdated.text', lang), keyboard: [] });
export const tooManyMessage = (lang: Lang): Message => ({ text: t('too_many.text', lang), keyboard: [] });
/** With the way back. */
export const stoppedMessage = (lang: Lang): Message => ({
  text: blocks(t('stop.text', lang), t('stop.back', lang)),
  keyboard: [
    [{ label: plain('stop.resume', lang), act: { to: 'request', request: { kind: 'resume' } } as const }],
  ],
});
export const resumedMessage = (lang: Lang): Message => ({
  text: blocks(t('resumed.text', lang), t('resumed.stop', lang)),
  keyboard: [],
});

export const signInCodeMessage = (code: string, lang: Lang): Message => ({
  text: t('sign_in.code', lang, { code }),
  keyboard: [],
});

export const helpMessage = (roles: readonly Role[], lang: Lang): Message => ({
  text: blocks(
    t('help.title', lang),
    lines(...commandsOf(roles, lang).map(({ command, description }) => line(`/${command} – ${description}`))),
  ),
  keyboard: [],
});
