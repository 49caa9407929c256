// What stands in a group of coordinators, and what they are told about it.
import type { Connecting, HeardInTopic, LostReason } from '../conversations/staff-group.ts';
import { blocks, type Html, lines, paragraph } from '../i18n/html.ts';
import type { Lang } from '../i18n/lang.ts';
import { plain, t } from '../i18n/t.ts';
import type { Message } from './message.ts';

const connectingWords = {
  connected: 'group.connected',
  no_code: 'group.no_code',
  not_admin: 'group.not_admin',
  not_forum: 'group.not_forum',
  no_right: 'group.no_right',
} as const;

/** To whoever typed the code; undefined: nothing is said. */
export const connectingText = (outcome: Connecting, lang: Lang): string | undefined =>
  outcome === 'silent' ? undefined : plain(connectingWords[outcome], lang);

const heardWords = { stranger: 'group.stranger', edited: 'group.edited', cannot: 'group.cannot' } as const;

/** What was not passed on, and whoever wrote it has to know. */
export type TopicNotice = keyof typeof heardWords & HeardInTopic;
export const noticeText = (notice: TopicNotice, lang: Lang): Html => t(heardWords[notice], lang);
export const isNotice = (heard: HeardInTopic): heard is TopicNotice => Object.hasOwn(heardWords, heard);

const opening = (address: string | null, lang: Lang): Message['keyboard'] =>
  address === null ? [] : [[{ label: plain('conversation.open', lang), url: address }]];

/** The first message of a topic. `doubtful`: Telegram did not say of an earlier one whether it was made. */
export const topicCard = (
  person: { readonly name: string; readonly username: string | null; readonly number: string | null },
  { address, doubtful }: { readonly address: string | null; readonly doubtful: boolean },
  lang: Lang,
): Message => ({
  text: blocks(
    lines(
      t('group.card', lang, { name: person.name || '—' }),
      person.username !== null && t('group.card_username', lang, { username: person.username }),
      person.number !== null && t('group.card_booking', lang, { number: person.number }),
    ),
    t('group.card_how', lang),
    doubtful && t('group.card_doubtful', lang),
  ),
  keyboard: opening(address, lang),
});

/** Who says it, where that is not the person. */
export type Speaker = { readonly from: 'person' | 'staff' | 'bot' | 'worker'; readonly name: string };

function heading({ from, name }: Speaker, edited: boolean, lang: Lang): Html | undefined {
  if (from === 'staff') return t('group.by_staff', lang, { name: name || '—' });
  if (from !== 'person') return t(from === 'bot' ? 'group.by_bot' : 'group.by_worker', lang);
  return edited ? t('group.was_edited', lang) : undefined;
}

/** One part of what was said. */
export const carriedText = (
  part: string,
  {
    speaker,
    edited,
    first,
  }: { readonly speaker: Speaker; readonly edited: boolean; readonly first: boolean },
  lang: Lang,
): Html => lines(first && heading(speaker, edited, lang), paragraph(part, part.length));

/** Beside a file that Telegram no longer gives. */
export const fileGoneText = (lang: Lang): Html => t('group.file_gone', lang);

const fateWords = {
  unreachable: 'group.fate.unreachable',
  unknown: 'group.fate.unknown',
  refused: 'group.fate.refused',
} as const;
export type BadFate = keyof typeof fateWords;
export const fateText = (fate: BadFate, lang: Lang): Html => t(fateWords[fate], lang);

/** Under what Telegram was handed twice without an answer. */
export const doubtText = (lang: Lang): Html => t('group.doubt', lang);

export const groupTestText = (name: string, lang: Lang): Html => t('group.test', lang, { name: name || '—' });

const lostWords = {
  thrown_out: 'group.lost.thrown_out',
  no_right: 'group.lost.no_right',
  not_forum: 'group.lost.not_forum',
} as const satisfies Record<LostReason, string>;

/** To administrators: conversations go on in the panel alone. */
export const groupLostMessage = (
  title: string,
  why: LostReason,
  address: string | null,
  lang: Lang,
): Message => ({
  text: blocks(
    t('group.lost', lang, { title: title || '—' }),
    t(lostWords[why], lang),
    t('group.lost_how', lang),
  ),
  keyboard: address === null ? [] : [[{ label: plain('group.settings', lang), url: address }]],
});

/** To administrators: somebody was erased, and a topic with what they said is still there. */
export const topicLeftMessage = (address: string | null, lang: Lang): Message => ({
  text: blocks(t('group.left', lang), t('group.left_how', lang)),
  keyboard: address === null ? [] : [[{ label: plain('group.left_open', lang), url: address }]],
});
