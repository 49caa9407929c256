import type { Identity } from '../../contracts/api/identity.ts';
import { eventPayload, startLink } from '../../contracts/callback-data.ts';
import type { BotUpdate } from '../../contracts/events/bot-update.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import type { EventId } from '../../core/shared/ids.ts';
import { ask, type Decision, type Known, signal } from '../handlers/decision.ts';
import { decide } from '../handlers/index.ts';
import type { AdminApi, Asked, HandedOver, Handover, Memory, Order, TelegramIn } from '../ports.ts';
import { createIdentify, needsNobody } from './identify.ts';
import { deliverFromGroup } from './staff-group.ts';

export type Delivered =
  /** Durable elsewhere, or nothing that would have to be. */
  | { readonly became: 'done'; readonly what: string }
  | { readonly became: 'needs_api'; readonly reason: string }
  | { readonly became: 'temporal_away'; readonly reason: string }
  | { readonly became: 'refused'; readonly reason: string };

export type DeliverDeps = {
  readonly memory: Memory;
  readonly api: AdminApi;
  readonly handover: Handover;
  readonly telegram: Pick<TelegramIn, 'answer' | 'username' | 'say' | 'managesTopics'>;
};

export type Deliver = (update: BotUpdate, options: { mayWaitBehind: boolean }) => Promise<Delivered>;

/** Finds out who it is and what is to be done, and does it. May be repeated: what was handed over once stays one. */
export function createDeliver({ memory, api, handover, telegram }: DeliverDeps): Deliver {
  const identify = createIdentify(memory, api);

  const hand = async (order: Order): Promise<Delivered> =>
    afterHandover(await handover.hand(order), kindOf(order));

  const carryOut = async (
    update: BotUpdate,
    person: Identity | null,
    decision: Decision,
  ): Promise<Delivered> => {
    switch (decision.do) {
      case 'hand':
        return hand(decision.order);
      case 'tell_reachability': {
        const { reachable, at } = decision;
        const told = await api.reachability({ telegram_id: update.telegram_id, reachable, at });
        return told.asked === 'ok' ? { became: 'done', what: `reachable: ${reachable}` } : withoutApi(told);
      }
      case 'store_text': {
        if (!person) throw new Error('a text of nobody');
        const { event_id, text } = decision;
        const { update_id, telegram_id } = update;
        const stored = await api.storeText({ update_id, telegram_id, event_id, text });
        if (stored.asked !== 'ok') return withoutApi(stored);
        return carryOut(update, person, saying({ update, person }, event_id, stored.value));
      }
      case 'store_said': {
        if (!person) throw new Error('words of nobody');
        const { update_id, telegram_id } = update;
        const kept = await api.storeSaid({ ...decision.said, update_id, telegram_id });
        if (kept.asked !== 'ok') return withoutApi(kept);
        if (kept.value === null) return { became: 'done', what: 'an edit of what is not kept' };
        const { message_id } = kept.value;
        return hand({ to: 'conversation', user_id: person.user_id, message_id });
      }
      case 'open_private_chat': {
        const url = startLink(await telegram.username(), eventPayload(decision.event_id));
        await telegram.answer(decision.query_id, { url });
        return { became: 'done', what: 'led into the private chat' };
      }
      case 'nothing':
        return { became: 'done', what: decision.why };
      default:
        return assertNever(decision);
    }
  };

  return async (update, { mayWaitBehind }) => {
    if (update.what.kind === 'group') {
      // What a coordinator wrote earlier is on its way to the API: an answer must not overtake another.
      if (mayWaitBehind && (await memory.waits(update.telegram_id)))
        return { became: 'needs_api', reason: 'waits behind an earlier update' };
      return deliverFromGroup({ api, telegram }, update, update.what.act);
    }
    const who = needsNobody(update)
      ? ({ known: true, person: null, old: false } as const)
      : await identify(update, mayWaitBehind);
    if (!who.known) return { became: 'needs_api', reason: who.reason };
    const decision = decide({ update, person: who.person }, await mayTryInvite(memory, update));
    // What is old may show one event with certainty, but not that there are none or several.
    if (who.old && !namesAnEvent(decision)) return { became: 'needs_api', reason: 'the API is away' };
    return carryOut(update, who.person, decision);
  };
}

async function mayTryInvite(memory: Memory, { what, telegram_id, update_id }: BotUpdate): Promise<boolean> {
  if (what.kind !== 'command' || what.payload?.kind !== 'invite') return true;
  return memory.mayGuess(telegram_id, update_id);
}

function namesAnEvent(decision: Decision): boolean {
  if (decision.do !== 'hand') return false;
  const { order } = decision;
  return order.to === 'booking' || (order.to === 'request' && order.request.request.kind === 'contact');
}

function kindOf(order: Order): string {
  switch (order.to) {
    case 'booking':
      return order.tap.press.kind;
    case 'request':
      return order.request.request.kind;
    case 'conversation':
      return 'said';
    default:
      return assertNever(order);
  }
}

function afterHandover(result: HandedOver, what: string): Delivered {
  switch (result.handed) {
    case 'taken':
      return { became: 'done', what };
    case 'away':
      return { became: 'temporal_away', reason: result.reason };
    case 'refused':
      return { became: 'refused', reason: result.reason };
    default:
      return assertNever(result);
  }
}

const withoutApi = (answer: Exclude<Asked<unknown>, { asked: 'ok' }>): Delivered =>
  answer.asked === 'away'
    ? { became: 'needs_api', reason: answer.reason }
    : { became: 'refused', reason: answer.reason };

/** What was said is stored: why somebody cancels, or whom a coordinator looks for. */
const saying = (known: Known, event: EventId | null, text_id: string): Decision =>
  event === null
    ? ask(known, { kind: 'find', text_id })
    : signal(known, event, { kind: 'cancel_reason', code: 'other' }, { text_id });
