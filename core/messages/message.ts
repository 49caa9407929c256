import type { Press } from '../booking/press.ts';
import type { Html } from '../i18n/html.ts';
import type { EventId } from '../shared/ids.ts';
import type { StaffPress } from '../staff/press.ts';

/** Buttons that belong to no booking. */
export type ButtonRequest =
  | { readonly kind: 'language'; readonly lang: 'ru' | 'en' }
  | { readonly kind: 'contact'; readonly event_id: EventId }
  /** The open events, a button each. */
  | { readonly kind: 'choose_event'; readonly command: 'slots' }
  | { readonly kind: 'export' }
  /** Announcements again, after /stop. */
  | { readonly kind: 'resume' }
  | { readonly kind: 'erase'; readonly sure: boolean };

/** What a button does; contracts/callback-data.ts writes it into Telegram's 64 bytes. */
export type Act =
  | { readonly to: 'booking'; readonly event_id: EventId; readonly press: Press }
  | { readonly to: 'request'; readonly request: ButtonRequest }
  | { readonly to: 'staff'; readonly press: StaffPress };

/** A colour only adds to what the label says. */
export type ButtonStyle = 'primary' | 'success' | 'danger';
type Look = { readonly label: string; readonly style?: ButtonStyle };
export type Button = Look & ({ readonly act: Act } | { readonly url: string });

/** At most 3 buttons a row and 10 in all; what destroys stands last. */
export type Message = {
  readonly text: Html;
  readonly keyboard: readonly (readonly Button[])[];
  /** The keyboard below the chat from now on; null: there is none any more. A message with it has no buttons of its own. */
  readonly menu?: readonly (readonly string[])[] | null;
};
