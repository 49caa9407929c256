import type { Press } from '../../booking/press.ts';
import { cleanLine, cut } from '../../i18n/clean.ts';
import { blocks, type Html, line, link } from '../../i18n/html.ts';
import type { Lang } from '../../i18n/lang.ts';
import { t } from '../../i18n/t.ts';
import { assertNever } from '../../shared/assert-never.ts';
import type { EventId } from '../../shared/ids.ts';
import type { Role } from '../commands.ts';
import { webAddress } from '../links.ts';
import type { Act, Button, Message } from '../message.ts';

export type EventTitle = { readonly event_id: EventId; readonly title: string };

const most = 8;
const labelMax = 48;

/** /start: a button for each event that is open to this person. `again`: it took /stop back. */
export const welcomeMessage = (events: readonly EventTitle[], lang: Lang, again = false): Message => ({
  text: blocks(
    t('welcome.title', lang),
    again && t('resumed.text', lang),
    events.length === 0 ? t('welcome.nothing', lang) : t('welcome.choose', lang),
    moreThanShown(events, lang),
    t('welcome.help', lang),
  ),
  keyboard: buttons(events, (event_id) => pressOn(event_id, { kind: 'sign_up' })),
});

type StaffWelcome = {
  readonly role: Exclude<Role, 'candidate'>;
  /** Where the panel is, where that is known. */
  readonly panel: string | undefined;
  /** Open to them as candidates too. */
  readonly events: readonly EventTitle[];
  readonly again: boolean;
};

const staffWords = {
  admin: 'welcome.admin',
  specialist: 'welcome.specialist',
  viewer: 'welcome.viewer',
} as const;

/** /start of staff: who they are here, where their work is, and what they may book themselves. */
export const staffWelcome = ({ role, panel, events, again }: StaffWelcome, lang: Lang): Message => ({
  text: blocks(
    t(staffWords[role], lang),
    again && t('resumed.text', lang),
    panel === undefined ? t('welcome.panel', lang) : t('welcome.panel_at', lang, { panel: addressOf(panel) }),
    events.length > 0 && t('welcome.book_too', lang),
    moreThanShown(events, lang),
    t('welcome.help', lang),
  ),
  keyboard: buttons(events, (event_id) => pressOn(event_id, { kind: 'sign_up' })),
});

function addressOf(panel: string): Html {
  const url = webAddress(panel);
  return url === undefined ? line(panel) : link(url, line(url));
}

export const eventCommands = ['slots', 'reschedule', 'cancel', 'mybooking', 'contact', 'calendar'] as const;
export type EventCommand = (typeof eventCommands)[number];

/** A command that could mean several events asks which. */
export const chooseEventMessage = (
  command: EventCommand,
  events: readonly EventTitle[],
  lang: Lang,
): Message => ({
  text: blocks(question(command, lang), moreThanShown(events, lang)),
  keyboard: buttons(events, (event_id) => actOf(command, event_id)),
});

/** There is none the command could mean. */
export const noEventMessage = (command: string, lang: Lang): Message => ({
  text: command === 'slots' || command === 'contact' ? t('no_event.open', lang) : t('no_event.booking', lang),
  keyboard: [],
});

/** A link to something that was deleted, never was, or is another company's: none of these is told apart. */
export const notTheirsMessage = (lang: Lang): Message => ({ text: t('no_event.theirs', lang), keyboard: [] });

const moreThanShown = (events: readonly EventTitle[], lang: Lang): Html | false =>
  events.length > most && t('events.more', lang, { total: events.length });

const buttons = (events: readonly EventTitle[], act: (event: EventId) => Act): Button[][] =>
  events
    .slice(0, most)
    .map(({ event_id, title }) => [{ label: cut(cleanLine(title) || '…', labelMax), act: act(event_id) }]);

const pressOn = (event_id: EventId, press: Press): Act => ({ to: 'booking', event_id, press });

function actOf(command: EventCommand, event_id: EventId): Act {
  switch (command) {
    case 'slots':
      return pressOn(event_id, { kind: 'sign_up' });
    case 'reschedule':
      return pressOn(event_id, { kind: 'move' });
    case 'cancel':
      return pressOn(event_id, { kind: 'cancel' });
    case 'mybooking':
      return pressOn(event_id, { kind: 'show' });
    case 'calendar':
      return pressOn(event_id, { kind: 'calendar' });
    case 'contact':
      return { to: 'request', request: { kind: 'contact', event_id } };
    default:
      return assertNever(command);
  }
}

function question(command: EventCommand, lang: Lang): Html {
  switch (command) {
    case 'slots':
      return t('choose_event.slots', lang);
    case 'reschedule':
      return t('choose_event.reschedule', lang);
    case 'cancel':
      return t('choose_event.cancel', lang);
    case 'mybooking':
      return t('choose_event.mybooking', lang);
    case 'calendar':
      return t('choose_event.calendar', lang);
    case 'contact':
      return t('choose_event.contact', lang);
    default:
      return assertNever(command);
  }
}
