import { assertNever } from '../../core/shared/assert-never.ts';
import { render } from '../rendering/render.ts';
import { advertised, settledFor } from './ad.ts';
import { mirrorOf, retireOld, saysOf } from './anchor.ts';
import { answerQuery } from './answer.ts';
import { hashOf, lookUp } from './compose.ts';
import { notDone } from './failures.ts';
import type { Shown, ShowOrder } from './orders.ts';
import type { Anchor, Done, MessagingDeps, Person } from './ports.ts';

/** Shows a screen on the anchor, and answers the tap beside it: neither waits for the other. */
export async function show(deps: MessagingDeps, order: ShowOrder): Promise<Shown> {
  const person = deps.reader.person(order.user_id);
  const [shown] = await Promise.all([showScreen(deps, order, person), answerTapOf(deps, order, person)]);
  return shown;
}

async function answerTapOf(
  deps: MessagingDeps,
  { answer }: ShowOrder,
  person: Promise<Person | null>,
): Promise<void> {
  if (!answer) return;
  await answerQuery(deps, answer.query_id, answer.answer, (await person)?.lang ?? 'ru');
}

export async function showScreen(
  deps: MessagingDeps,
  order: ShowOrder,
  reading: Promise<Person | null>,
): Promise<Shown> {
  const [person, anchor, model, { ad }] = await Promise.all([
    reading,
    deps.anchors.read(order),
    lookUp(deps, order, order.screen),
    settledFor(deps, order.event_id, order.screen),
  ]);
  if (!person || person.telegram_id === null) return { shown: false, why: 'unreachable' };
  const tapped = await standingOf(deps, order, anchor);
  const messageId = newest(tapped, anchor, person.telegram_id);
  if (messageId === undefined) return { shown: false, why: 'no_anchor' };
  const message = render(order.screen, model, person.lang, order.menu, person.allowed);
  const next = { chat_id: person.telegram_id, message_id: messageId, hash: hashOf(message) };
  if (isShown(anchor, next)) {
    await retireOld(deps, order, anchor, deps.patience());
    return { shown: true };
  }
  const edited = await deps.messenger.edit(next.chat_id, messageId, advertised(message, ad), deps.patience());
  if (edited.kind === 'ok') {
    if (tapped !== undefined && tapped !== messageId)
      await deps.messenger.retire(next.chat_id, tapped, deps.patience());
    return record(deps, order, next, { was: anchor, mirror: mirrorOf(order, order.screen, model) });
  }
  return notEdited(deps, order, next, edited);
}

/** The message that was tapped, unless its broadcast has taken it back meanwhile. */
async function standingOf(
  { announcements }: MessagingDeps,
  { user_id, message_id }: ShowOrder,
  anchor: Anchor | null,
): Promise<number | undefined> {
  if (message_id === undefined || message_id === anchor?.message_id) return message_id;
  return (await announcements.handOver(user_id, message_id)) === 'yours' ? message_id : undefined;
}

/**
 * What stands last in a chat must be true: a tap on a message above the anchor (one that was sent twice, because nobody knew
 * what became of the first) is shown on the anchor.
 */
const newest = (tapped: number | undefined, anchor: Anchor | null, chat: number): number | undefined => {
  if (tapped === undefined || anchor === null || anchor.chat_id !== chat) return tapped ?? anchor?.message_id;
  return Math.max(tapped, anchor.message_id);
};

type Next = { readonly chat_id: number; readonly message_id: number; readonly hash: string };

const isShown = (anchor: Anchor | null, next: Next): anchor is Anchor =>
  anchor !== null &&
  anchor.chat_id === next.chat_id &&
  anchor.message_id === next.message_id &&
  anchor.hash === next.hash;

async function record(
  deps: MessagingDeps,
  order: ShowOrder,
  next: Next,
  { was, mirror }: { readonly was: Anchor | null; readonly mirror: ReturnType<typeof mirrorOf> },
): Promise<Shown> {
  const [anchor] = await Promise.all([
    deps.anchors.put(order, next, saysOf(order.screen, true), was),
    deps.hints.mirror(next.chat_id, mirror),
  ]);
  await retireOld(deps, order, anchor, deps.patience());
  return { shown: true };
}

async function notEdited(
  deps: MessagingDeps,
  order: ShowOrder,
  next: Next,
  answer: Exclude<Done, { kind: 'ok' }>,
): Promise<Shown> {
  switch (answer.kind) {
    case 'gone':
      return { shown: false, why: 'no_anchor' };
    case 'wait':
      return { shown: false, why: 'wait', wait_ms: answer.ms };
    case 'blocked':
      if (!answer.never_started) await deps.people.reachable(next.chat_id, 'blocked');
      return { shown: false, why: 'unreachable' };
    case 'unknown':
      // It may show this or what it showed before: neither may be taken for shown.
      await deps.anchors.doubt(order, next.message_id);
      throw notDone(answer);
    case 'unreached':
    case 'refused':
    case 'too_old':
      throw notDone(answer);
    default:
      return assertNever(answer);
  }
}
