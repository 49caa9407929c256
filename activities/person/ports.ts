// What answers to a person need of their neighbours.
import type { CommandLine, Role } from '../../core/messages/commands.ts';
import type { EventTitle } from '../../core/messages/person/events.ts';
import type { EventId, UserId } from '../../core/shared/ids.ts';
import type { Rendered } from '../rendering/render.ts';
import type { Menus } from '../staff/menu.ts';
import type { StaffDeps } from '../staff/ports.ts';
import type { QuickDeps } from './quick.ts';

export type Person = {
  readonly user_id: UserId;
  readonly telegram_id: number | null;
  readonly roles: readonly Role[];
  /** On the allow list. */
  readonly allowed: boolean;
  /** Their own choice. */
  readonly lang: 'ru' | 'en' | null;
  /** As Telegram last told us. */
  readonly language_code: string | null;
};

type Erased = 'erased' | 'booked' | 'last_admin';

export type People = {
  byId(user: UserId): Promise<Person | null>;
  byTelegram(telegramId: number): Promise<Person | null>;
  setLang(user: UserId, lang: 'ru' | 'en'): Promise<void>;
  /** What Telegram says they speak: reminders and changes are written in it too. */
  noteLanguage(user: UserId, languageCode: string): Promise<void>;
  /** /stop. */
  silence(user: UserId, now: number): Promise<void>;
  /** Takes /stop back; false: there was none. */
  hearAgain(user: UserId): Promise<boolean>;
  /**
   * Binds the account to the person the invite was made for, once. The same account with the same invite again is the same
   * person again. null: unknown, expired, used by somebody else, or the account is somebody's already.
   */
  bindInvite(invite: {
    readonly token_hash: string;
    readonly telegram_id: number;
    readonly language_code: string | null;
    readonly now: number;
  }): Promise<Person | null>;
  /** Everything kept about them, as they may read it. */
  everythingAbout(user: UserId): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Removes what is personal, unless a booking is still ahead or nobody else could let people into the panel. A second time
   * changes nothing and is `erased` too.
   */
  erase(user: UserId, now: number): Promise<Erased>;
};

export type Events = {
  /** Open to this person, the nearest first. */
  openTo(user: UserId): Promise<readonly EventTitle[]>;
  /** Where they have an active booking. */
  bookedBy(user: UserId): Promise<readonly EventTitle[]>;
  /** Where they look at a message of ours. */
  shownTo(user: UserId): Promise<readonly EventId[]>;
  contact(
    user: UserId,
    event: EventId,
  ): Promise<{ readonly title: string; readonly contact: string | null } | null>;
};

export type DocumentFile = {
  readonly name: string;
  readonly type: string;
  readonly content: string;
  readonly caption: string;
};
type Sent = 'sent' | 'already' | 'unreachable' | 'unknown';

/**
 * Telegram with its ledger: the same key is the same message, sent once. What has to be tried again later is thrown, with
 * the delay Telegram asked for.
 */
export type Messenger = {
  /** `after`: repeated until it was done once. */
  send(
    chatId: number,
    message: Rendered,
    key: string,
    after?: (messageId: number) => Promise<void>,
  ): Promise<Sent>;
  commands(chatId: number, lines: readonly CommandLine[]): Promise<void>;
  sendDocument(chatId: number, file: DocumentFile, key: string): Promise<Sent>;
  /** `gone`: there is no such message to edit. */
  edit(chatId: number, messageId: number, message: Rendered): Promise<'edited' | 'gone' | 'unreachable'>;
  /** false: Telegram no longer deletes it. One that is gone is deleted. */
  remove(chatId: number, messageId: number): Promise<boolean>;
  /** Ends a tap's spinner; one that can no longer be answered is let go. */
  answer(queryId: string, text: string | undefined, alert: boolean): Promise<void>;
};

export type PersonDeps = {
  readonly people: People;
  readonly events: Events;
  readonly messenger: Messenger;
  readonly staff: Pick<StaffDeps, 'desk' | 'commands' | 'freeSlots'> & { readonly menus: Menus };
  readonly quick: QuickDeps;
  /** Where staff open the panel, where that is known. */
  readonly panelUrl: string | undefined;
  /** Shows a booking again, if its workflow runs: in a language that changed. */
  readonly showAgain: (whose: { readonly event_id: EventId; readonly user_id: UserId }) => Promise<void>;
  /** Who somebody is was remembered for ten minutes: forgotten when it changes. Never fails. */
  readonly forgetIdentity: (telegramId: number) => Promise<void>;
  /** ms, by the sandbox's clock where there is one. */
  readonly now: () => Promise<number>;
};
