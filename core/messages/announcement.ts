import { cleanLine } from '../i18n/clean.ts';
import { type Html, paragraph } from '../i18n/html.ts';
import type { Lang } from '../i18n/lang.ts';
import { plain, t } from '../i18n/t.ts';
import { assertNever } from '../shared/assert-never.ts';
import type { EventId } from '../shared/ids.ts';
import { readMarkup } from './markup/read.ts';
import { writeMarkup } from './markup/write.ts';
import type { Act, Button, Message } from './message.ts';

/** In a private chat Sign Up edits this very message; elsewhere it leads into the private chat, by a link. */
export type SignUp =
  | { readonly to: 'event'; readonly event_id: EventId }
  /** Several events are open: which one is asked first. */
  | { readonly to: 'choice' }
  | { readonly to: 'link'; readonly url: string };

/** What its author puts on it. A Sign Up of their own words takes the place of ours. */
export type ExtraButton =
  | { readonly text: string; readonly url: string }
  | { readonly text: string; readonly sign_up: true };

const longest = 4_096;
const labelMax = 64;

/** Without `markup` the text is plain: whatever looks like a tag is shown as it was written. */
export function announcementText(text: string, markup: boolean): Html {
  const read = markup ? readMarkup(text) : undefined;
  return read?.ok ? writeMarkup(read.markup) : paragraph(text, longest);
}

export function announcement(
  body: Html,
  signUp: SignUp,
  lang: Lang,
  extras: readonly ExtraButton[] = [],
): Message {
  const own = extras.some((one) => 'sign_up' in one);
  const first = own ? [] : [[signUpButton(plain('button.sign_up', lang), signUp)]];
  const rows = extras.map((one): Button[] => {
    const label = cleanLine(one.text, labelMax) || '…';
    return ['url' in one ? { label, url: one.url } : signUpButton(label, signUp)];
  });
  return { text: body, keyboard: [...first, ...rows] };
}

function signUpButton(label: string, signUp: SignUp): Button {
  const style = 'primary';
  return signUp.to === 'link' ? { label, url: signUp.url, style } : { label, act: actOf(signUp), style };
}

function actOf(signUp: Exclude<SignUp, { to: 'link' }>): Act {
  switch (signUp.to) {
    case 'event':
      return { to: 'booking', event_id: signUp.event_id, press: { kind: 'sign_up' } };
    case 'choice':
      return { to: 'request', request: { kind: 'choose_event', command: 'slots' } };
    default:
      return assertNever(signUp);
  }
}

/** What stands in the place of an announcement that was taken back. */
export const recalledMessage = (lang: Lang): Message => ({
  text: t('announcement.recalled', lang),
  keyboard: [],
});
