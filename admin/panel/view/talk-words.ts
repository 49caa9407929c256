import type { FileKind } from '../../../contracts/api/conversations.ts';
import type { Key } from '../../../core/i18n/catalogue.ts';
import type { Sending, TalkFilter } from '../ports/conversations.ts';
import type { Tone } from './parts.tsx';

export const talkFilterWords = {
  open: 'panel.talks.open',
  unread: 'panel.talks.unread',
  mine: 'panel.talks.mine',
  closed: 'panel.talks.closed',
  all: 'panel.talks.all',
} as const satisfies Record<TalkFilter, Key>;

/** Why there is nothing, and what to do. */
export const emptyTalkWords = {
  open: 'panel.talks.none_open',
  unread: 'panel.talks.none_unread',
  mine: 'panel.talks.none_mine',
  closed: 'panel.talks.none_closed',
  all: 'panel.talks.none',
} as const satisfies Record<TalkFilter, Key>;

export const fileWords = {
  photo: 'panel.talk.photo',
  document: 'panel.talk.document',
  voice: 'panel.talk.voice',
  audio: 'panel.talk.audio',
  video: 'panel.talk.video',
} as const satisfies Record<FileKind, Key>;

export const sendingWords = {
  waits: 'panel.talk.waits',
  sent: 'panel.talk.sent',
  unreachable: 'panel.talk.unreachable',
  unknown: 'panel.talk.unknown',
  refused: 'panel.talk.refused',
} as const satisfies Record<Sending, Key>;

export const sendingTones = {
  waits: 'quiet',
  sent: 'good',
  unreachable: 'bad',
  unknown: 'warn',
  refused: 'bad',
} as const satisfies Record<Sending, Tone>;
