// Answers that say one thing and offer nothing.
import { blocks, line, lines } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { t } from '../../i18n/t.ts';
import { commandsOf, type Role } from '../commands.ts';
import type { Message } from '../message.ts';

/** To people who are not on the list, and to strangers: this, whatever they did. */
export const deniedMessage = (lang: Lang): Message => ({ text: t('denied.text', lang), keyboard: [] });

export const outdatedMessage = (lang: Lang): Message => ({ text: t('outdated.text', lang), keyboard: [] });
export const tooManyMessage = (lang: Lang): Message => ({ text: t('too_many.text', lang), keyboard: [] });
export const stoppedMessage = (lang: Lang): Message => ({ text: t('stop.text', lang), keyboard: [] });

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
