import type { BroadcastStatus, RecipientState, SkipReason } from '../../../core/broadcasts/words.ts';
import type { Key } from '../../../core/i18n/catalogue.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { assertNever } from '../../../core/shared/assert-never.ts';
import type { DraftFault } from '../../broadcasts/check-draft.ts';
import type { BroadcastRow, TroubleRow } from '../../broadcasts/ports.ts';
import type { Tone } from './parts.tsx';

const statusKeys = {
  draft: 'panel.broadcast.draft',
  stored: 'panel.broadcast.stored',
  posting: 'panel.broadcast.sending',
  posted: 'panel.broadcast.posted',
  sending: 'panel.broadcast.sending',
  paused: 'panel.broadcast.paused',
  done: 'panel.broadcast.done',
  cancelled: 'panel.broadcast.cancelled',
  failed: 'panel.broadcast.failed',
} as const satisfies Record<BroadcastStatus, Key>;

const tones: Readonly<Record<BroadcastStatus, Tone>> = {
  draft: 'quiet',
  stored: 'info',
  posting: 'info',
  posted: 'good',
  sending: 'info',
  paused: 'warn',
  done: 'good',
  cancelled: 'warn',
  failed: 'bad',
};

export const stateOf = ({ status, recalled_at }: BroadcastRow, lang: Lang) =>
  recalled_at === null
    ? { tone: tones[status], word: plain(statusKeys[status], lang) }
    : { tone: 'warn' as const, word: plain('panel.broadcast.recalled', lang) };

export const recipientKeys = {
  waiting: 'panel.recipient.waiting',
  claimed: 'panel.recipient.claimed',
  sent: 'panel.recipient.sent',
  failed: 'panel.recipient.failed',
  blocked: 'panel.recipient.blocked',
  unknown: 'panel.recipient.unknown',
  skipped: 'panel.recipient.skipped',
} as const satisfies Record<RecipientState, Key>;

const reasonKeys = {
  gone: 'panel.skip.gone',
  no_telegram: 'panel.skip.no_telegram',
  not_allowed: 'panel.skip.not_allowed',
  not_invited: 'panel.skip.not_invited',
  quiet: 'panel.skip.quiet',
  blocked: 'panel.skip.blocked',
  booked: 'panel.skip.booked',
  closed: 'panel.skip.closed',
  cancelled: 'panel.skip.cancelled',
  interrupted: 'panel.skip.interrupted',
  telegram_wait: 'panel.skip.telegram_wait',
  never_started: 'panel.skip.never_started',
} as const satisfies Record<SkipReason | 'interrupted' | 'telegram_wait' | 'never_started', Key>;

/** The ledger keeps what Telegram said; staff read it in their language. */
const toldByTelegram = [
  ['bot was blocked by the user', 'panel.skip.blocked'],
  ["bot can't initiate conversation", 'panel.skip.never_started'],
  ['user is deactivated', 'panel.skip.deactivated'],
] as const;

/** A code in words, or what Telegram said. */
export function reasonOf({ reason }: Pick<TroubleRow, 'reason'>, lang: Lang): string {
  if (Object.hasOwn(reasonKeys, reason)) return plain(reasonKeys[reason as keyof typeof reasonKeys], lang);
  const told = toldByTelegram.find(([words]) => reason.toLowerCase().includes(words));
  return told ? plain(told[1], lang) : reason;
}

/** Its state in words: who never opened the bot did not fail like the others. */
export const troubleOf = ({ state, reason }: TroubleRow, lang: Lang): string =>
  plain(reason === 'never_started' ? 'panel.recipient.never_started' : recipientKeys[state], lang);

export function audienceOf({ command }: BroadcastRow, lang: Lang): string {
  if (command.target === 'unbooked') return plain('panel.broadcast.to_unbooked', lang);
  if (command.target === 'list') return plain('panel.broadcast.to_list', lang);
  return command.target === undefined ? plain('panel.broadcast.to_channel', lang) : String(command.target);
}

export const audienceChoices = (lang: Lang) =>
  [
    ['channel', plain('panel.broadcast.form.to_channel', lang)],
    ['unbooked', plain('panel.broadcast.form.to_unbooked', lang)],
    ['list', plain('panel.broadcast.form.to_list', lang)],
  ] as const;

const markupKeys = {
  unfinished_tag: 'panel.broadcast.fault.unfinished_tag',
  unknown_tag: 'panel.broadcast.fault.unknown_tag',
  attribute: 'panel.broadcast.fault.attribute',
  bad_link: 'panel.broadcast.fault.bad_link',
  not_closed: 'panel.broadcast.fault.not_closed',
  wrong_end: 'panel.broadcast.fault.wrong_end',
} as const satisfies Record<Extract<DraftFault, { why: 'markup' }>['fault'], Key>;

export function faultText(fault: DraftFault, lang: Lang): string {
  switch (fault.field) {
    case 'text':
      if (fault.why === 'markup') return markupText(fault, lang);
      if (fault.why === 'empty') return plain('panel.broadcast.fault.empty', lang);
      return plain('panel.broadcast.fault.too_long', lang, { count: fault.count });
    case 'event':
      return plain(eventKeys[fault.why], lang);
    case 'audience':
      return plain('panel.broadcast.fault.audience', lang);
    case 'chat':
      return plain('panel.broadcast.fault.chat', lang);
    case 'people':
      if (fault.why === 'empty') return plain('panel.broadcast.fault.people_empty', lang);
      return plain('panel.broadcast.fault.people_many', lang);
    case 'buttons':
      if (fault.why === 'too_many') return plain('panel.broadcast.fault.buttons_many', lang);
      return plain('panel.broadcast.fault.button', lang, { line: fault.line });
    default:
      return assertNever(fault);
  }
}

const eventKeys = {
  unknown: 'panel.broadcast.fault.event_unknown',
  needed: 'panel.broadcast.fault.event_needed',
  closed: 'panel.broadcast.fault.event_closed',
} as const;

function markupText(fault: Extract<DraftFault, { why: 'markup' }>, lang: Lang): string {
  const { line, column, tag } = fault;
  // Only what has a name for the tag takes one.
  if (fault.fault === 'unfinished_tag' || fault.fault === 'bad_link')
    return plain(markupKeys[fault.fault], lang, { line, column });
  return plain(markupKeys[fault.fault], lang, { line, column, tag });
}
