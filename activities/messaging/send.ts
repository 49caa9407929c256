import type { Informed } from '../../core/booking/words.ts';
import type { Whose } from '../booking/orders.ts';
import { render } from '../rendering/render.ts';
import { advertised, settledFor } from './ad.ts';
import { mirrorOf, retireOld, saysOf } from './anchor.ts';
import { hashOf, lookUp } from './compose.ts';
import { deliver } from './deliver.ts';
import { waitFailure } from './failures.ts';
import type { AnchorSent, SendOrder } from './orders.ts';
import type { About, MessagingDeps, Mirror, Shown } from './ports.ts';
import { showScreen } from './show.ts';

/** A new message; as an anchor it takes the place of the one before, which loses its keyboard. */
export async function send(
  deps: MessagingDeps,
  order: SendOrder,
  as: 'anchor' | 'note',
): Promise<AnchorSent> {
  const sent = await sendOnce(deps, order, as);
  if (tellsOfChange(order) || whatFor(order) === 'resend')
    await deps.people.informed(order, informedBy(sent));
  return sent;
}

const informedBy = ({ sent }: AnchorSent): Informed =>
  sent === 'switched_off' ? sent : sent === 'sent' || sent === 'already';

/** The word before the key's own: `command` and `resend` were asked for, `anchor` takes the place of one that is gone. */
const whatFor = ({ key, event_id, user_id }: SendOrder): string =>
  key.slice(`${event_id}:${user_id}:`.length).split(':')[0] ?? '';
const wanted = new Set(['command', 'resend', 'anchor']);

/** What others did to a booking, or ask of it; what a person did themselves they know. */
function tellsOfChange(order: SendOrder): boolean {
  const { screen } = order;
  if (screen.kind === 'changed') return true;
  if (wanted.has(whatFor(order))) return false;
  return screen.kind === 'proposal' || (screen.kind === 'cancelled' && screen.by !== 'candidate');
}

async function sendOnce(deps: MessagingDeps, order: SendOrder, as: 'anchor' | 'note'): Promise<AnchorSent> {
  const [person, model, { enabled, ad }] = await Promise.all([
    deps.reader.person(order.user_id),
    lookUp(deps, order, order.screen),
    settledFor(deps, order.event_id, order.screen),
  ]);
  if (!person || person.telegram_id === null) return { sent: 'unreachable' };
  if (!enabled && as === 'anchor' && tellsOfChange(order) && !wanted.has(whatFor(order))) {
    const quietly = await unannounced(deps, order);
    if (quietly) return quietly;
  }
  const chat = person.telegram_id;
  const message = render(order.screen, model, person.lang, order.menu, person.allowed);
  return deliver(deps, {
    key: order.key,
    about: about(order, chat, `${as}:${order.screen.kind}`),
    reachable: person.reachable,
    send: () => deps.messenger.send(chat, advertised(message, ad), order.lane, withoutSignal(deps)),
    ...(as === 'anchor' && {
      after: (messageId, known) => {
        const shown = { chat_id: chat, message_id: messageId, hash: known ? hashOf(message) : null };
        return becomeAnchor(deps, order, shown, mirrorOf(order, order.screen, model));
      },
    }),
  });
}

/**
 * A kind of message that is switched off: nothing new is sent, and what stands in the chat stays true all the same.
 * undefined: nothing stands there, so it has to be sent.
 */
async function unannounced(deps: MessagingDeps, order: SendOrder): Promise<AnchorSent | undefined> {
  const shown = await showScreen(deps, order, deps.reader.person(order.user_id));
  if (shown.shown) return { sent: 'switched_off' };
  if (shown.why === 'wait') throw waitFailure(shown.wait_ms);
  return shown.why === 'no_anchor' ? undefined : { sent: 'unreachable' };
}

export const about = (
  order: Whose & Pick<SendOrder, 'trace_id' | 'booking_id'>,
  chat: number,
  what: string,
): About => ({
  event_id: order.event_id,
  user_id: order.user_id,
  chat_id: chat,
  what,
  ...(order.booking_id !== undefined && { bookings: [order.booking_id] }),
  trace_id: order.trace_id,
});

/** A message under way is not given up with its activity: its answer says whether it has to be sent again. */
export const withoutSignal = (deps: MessagingDeps): { timeoutMs: number } => ({
  timeoutMs: deps.patience().timeoutMs,
});

async function becomeAnchor(
  deps: MessagingDeps,
  order: SendOrder,
  shown: Shown,
  mirror: Mirror | null,
): Promise<void> {
  const [anchor] = await Promise.all([
    deps.anchors.put(order, shown, saysOf(order.screen, false)),
    deps.hints.mirror(shown.chat_id, mirror),
  ]);
  await retireOld(deps, order, anchor, deps.patience());
}
