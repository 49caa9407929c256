import type { Said } from '../../contracts/api/conversations.ts';
import type { Identity } from '../../contracts/api/identity.ts';
import type { BotUpdate } from '../../contracts/events/bot-update.ts';
import type { RequestKind } from '../../contracts/workflows/request.ts';
import type { Press } from '../../core/booking/press.ts';
import type { EventId } from '../../core/shared/ids.ts';
import type { Order } from '../ports.ts';

/** What a handler makes of an update: nothing has happened yet. */
export type Decision =
  | { readonly do: 'hand'; readonly order: Order }
  /** The text is stored first; the order carries its id. Without an event: whom a coordinator looks for. */
  | { readonly do: 'store_text'; readonly event_id: EventId | null; readonly text: string }
  /** What they say to the coordinators: stored first, then their conversation is told. */
  | { readonly do: 'store_said'; readonly said: Omit<Said, 'bot_id' | 'update_id' | 'telegram_id'> }
  | { readonly do: 'tell_reachability'; readonly reachable: 'yes' | 'blocked'; readonly at: string }
  | { readonly do: 'open_private_chat'; readonly query_id: string; readonly event_id: EventId }
  | { readonly do: 'nothing'; readonly why: string };

export type Known = { readonly update: BotUpdate; readonly person: Identity };
export type Somebody = { readonly update: BotUpdate; readonly person: Identity | null };

/** These only answer the tap: editing would take somebody's booking, or a shared message, off the screen. */
const answersOnly: readonly RequestKind['kind'][] = ['denied', 'outdated', 'too_many', 'contact'];

export function ask({ update, person }: Somebody, request: RequestKind): Decision {
  const tap = update.what.kind === 'tap' ? update.what : undefined;
  const edited = tap !== undefined && update.chat === 'private' && !answersOnly.includes(request.kind);
  return {
    do: 'hand',
    order: {
      to: 'request',
      request: {
        v: 1,
        update_id: update.update_id,
        trace_id: update.trace_id,
        // Never the shared chat: what is asked by one is answered to one.
        chat_id: update.telegram_id,
        user_id: person?.user_id ?? null,
        language_code: update.language_code,
        ...(tap === undefined ? {} : { query_id: tap.query_id }),
        ...(edited && tap.message_id !== null ? { message_id: tap.message_id } : {}),
        request,
      },
    },
  };
}

export function signal(
  { update, person }: Known,
  event_id: EventId,
  press: Press,
  more: { menu?: string | undefined; text_id?: string } = {},
): Decision {
  const tap = update.what.kind === 'tap' ? update.what : undefined;
  return {
    do: 'hand',
    order: {
      to: 'booking',
      event_id,
      user_id: person.user_id,
      tap: {
        v: 1,
        update_id: update.update_id,
        trace_id: update.trace_id,
        ...(tap === undefined ? {} : { query_id: tap.query_id }),
        ...(tap === undefined || tap.message_id === null ? {} : { message_id: tap.message_id }),
        ...(more.menu === undefined ? {} : { menu: more.menu }),
        ...(more.text_id === undefined ? {} : { text_id: more.text_id }),
        press,
      },
    },
  };
}
