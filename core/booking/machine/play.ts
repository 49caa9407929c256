// A candidate, a store and a clock in memory: lets tests play whole stories through the machine, without a workflow.
import { type BookingId, type SlotId, slotId } from '../../shared/ids.ts';
import type { BookingFacts, EventFacts, SlotFacts, Truth } from '../facts.ts';
import type { Press } from '../press.ts';
import type { BookingEventType, Refusal } from '../words.ts';
import type { Effect, Order, OrderResult } from './effects.ts';
import type { Happening } from './happening.ts';
import { begin, endsWithEvent, happen, type Step, settle, timersOf } from './index.ts';
import { type BookingState, menuOf } from './state.ts';

export const hour = 3_600_000;
export const slotA = slotId('a'.repeat(24));
export const slotB = slotId('b'.repeat(24));
export const slotC = slotId('c'.repeat(24));
const noon = Date.UTC(2026, 10, 26, 9);

const slots: Readonly<Record<string, SlotFacts>> = Object.fromEntries(
  [slotA, slotB, slotC].map((id, index) => {
    const starts = noon + 50 * hour + index * hour;
    return [
      id,
      {
        slot_id: id,
        starts_at: starts,
        ends_at: starts + hour,
        bookable_until: starts - 2 * hour,
        stamp: `slot ${index}`,
      },
    ];
  }),
);

const event: EventFacts = {
  status: 'open',
  rev: 1,
  reschedule_policy: 'release',
  hold_ms: 5 * 60_000,
  max_moves: null,
  nudge_after_ms: null,
  last_bookable_until: noon + 49 * hour,
};

export class Play {
  now = noon;
  state: BookingState;
  readonly effects: Effect[] = [];
  readonly orders: Order[] = [];
  /** What the store says next instead of doing it. */
  refuse: Refusal | undefined;
  quietUntil: (now: number) => number | null = () => null;
  person = { allowed: true, has_telegram: true, quiet: false };
  #event: EventFacts;
  #booking: BookingFacts | null = null;
  #update = 0;

  constructor(changes: Partial<EventFacts> = {}) {
    this.#event = { ...event, ...changes };
    this.state = begin(this.truth(), 'n0nce', this.now);
  }

  /** Of the last commit, for a run that begins after it. */
  lastTrace: string | undefined;

  truth(): Truth {
    const base = { offset_ms: 0, sandbox: true, event: this.#event, person: this.person };
    const last = this.lastTrace === undefined ? {} : { last_trace: this.lastTrace };
    return { ...base, booking: this.#booking, ...last };
  }

  /** Presses a button of the menu that is shown, or of the one given; `command` carries none. */
  tap(press: Press, { menu = menuOf(this.state), update = 0 }: { menu?: string; update?: number } = {}) {
    this.#update += 1;
    const update_id = update || this.#update;
    const from = menu === 'command' ? {} : { menu, query_id: `q${update_id}`, message_id: 7 };
    return this.happens({ kind: 'tap', tap: { update_id, trace_id: 't', press, ...from } });
  }

  happens(happening: Happening): Effect[] {
    const since = this.effects.length;
    this.follow(happen(this.state, happening, this.now));
    if (endsWithEvent(this.state))
      this.follow(happen(this.state, { kind: 'timer', timer: 'event_shut' }, this.now));
    return this.effects.slice(since);
  }

  /** Lets time pass, and everything that falls due on the way happen in its order. */
  pass(ms: number): Effect[] {
    const until = this.now + ms;
    const since = this.effects.length;
    for (let rounds = 0; rounds < 100; rounds += 1) {
      const next = timersOf(this.state)[0];
      if (next === undefined || next.at > until) {
        this.now = until;
        return this.effects.slice(since);
      }
      this.now = Math.max(this.now, next.at);
      this.happens({
        kind: 'timer',
        timer: next.timer === 'nudge' ? 'nudge_due' : next.timer,
        ...(next.key === undefined ? {} : { key: next.key }),
      });
    }
    throw new Error(`a timer rings for ever: ${JSON.stringify(timersOf(this.state)[0])}`);
  }

  booked(slot = slotA): this {
    this.tap({ kind: 'sign_up' }, { menu: 'command' });
    this.tap({ kind: 'choose', slot_id: slot });
    this.tap({ kind: 'confirm' });
    return this;
  }

  /** The run ended, and another one begins with what the store knows. */
  restart(nonce: string): void {
    this.state = begin(this.truth(), nonce, this.now);
  }

  /** Until when there is something to book, as it stands in the store: this run was not told. */
  stored(last_bookable_until: number): void {
    this.#event = { ...this.#event, last_bookable_until };
  }

  /** Staff close it, and every run is told. */
  closesEvent(): Effect[] {
    return this.changesEvent('closed');
  }

  changesEvent(status: EventFacts['status']): Effect[] {
    this.#event = { ...this.#event, status, rev: this.#event.rev + 1 };
    const initiated_by = { user_id: null, role: 'admin', channel: 'panel' } as const;
    return this.happens({ kind: 'event_changed', initiated_by });
  }

  /** Staff change a slot that is held: later by so much, or only its place. */
  changesSlot(id: SlotId, laterMs: number): Effect[] {
    const moved = (slot: SlotFacts): SlotFacts =>
      slot.slot_id === id ? { ...slot, starts_at: slot.starts_at + laterMs } : slot;
    const holds = (this.#booking?.holds ?? []).map((one) => ({ ...one, slot: moved(one.slot) }));
    if (this.#booking) this.#booking = { ...this.#booking, holds };
    const initiated_by = { user_id: null, role: 'admin', channel: 'panel' } as const;
    return this.happens({ kind: 'slot_changed', slot_id: id, change_id: 'change', initiated_by });
  }

  private follow(step: Step): void {
    this.state = step.state;
    for (const effect of step.effects) {
      this.effects.push(effect);
      if (effect.do !== 'order') continue;
      this.orders.push(effect.order);
      const result = this.store(effect.order);
      this.follow(settle(this.state, effect.order, result, effect.cause, this.now));
    }
  }

  private store(order: Order): OrderResult {
    if (order.verb === 'quietUntil')
      return { ok: true, booking: this.#booking, announce: null, quiet_until: this.quietUntil(this.now) };
    if (order.verb === 'readTruth')
      return { ok: true, booking: this.#booking, announce: null, truth: this.truth() };
    if (this.refuse && order.verb !== 'dropHolds') {
      const reason = this.refuse;
      this.refuse = undefined;
      return { ok: false, reason, booking: this.#booking };
    }
    const before: BookingFacts = this.#booking ?? blank;
    const type = this.#apply(order, before);
    const announce = type === null ? null : { rev: before.rev + 1, type };
    const released = order.verb === 'beginMove' && this.#event.reschedule_policy === 'release';
    return { ok: true, booking: this.#booking, announce, released, what: 'time' };
  }

  #apply(order: Order, before: BookingFacts): BookingEventType | null {
    const set = (change: Partial<BookingFacts>, type: BookingEventType | null): BookingEventType | null => {
      this.#booking = { ...before, rev: before.rev + 1, op_seq: before.op_seq + 1, ...change };
      return type;
    };
    switch (order.verb) {
      case 'takeHold': {
        const slot = slots[order.slot_id] ?? null;
        const until = this.now + this.#event.hold_ms;
        return set({ holds: slot ? [{ slot, op: before.op_seq + 1, until }] : [] }, null);
      }
      case 'confirmSeat':
        return set(bookedAs(order, before), order.as === 'first' ? 'booking.created' : 'booking.rescheduled');
      case 'beginMove':
        if (this.#event.reschedule_policy === 'swap') return null;
        return set(
          { status: 'pending', previous: before.slot, slot: null, proposed: [] },
          'booking.cancelled',
        );
      case 'dropHolds':
        return set({ holds: [] }, null);
      case 'cancelBooking':
        return set(
          {
            status: 'cancelled',
            active: false,
            slot: null,
            holds: [],
            cancelled: { by: 'candidate', reason: order.reason ?? null },
          },
          'booking.cancelled',
        );
      case 'recordOutcome':
        return set(
          { status: order.outcome === 'done' || order.outcome === 'no_show' ? order.outcome : 'booked' },
          'booking.outcome',
        );
      case 'markReminded':
        return set(
          {
            reminded: true,
            reminders: before.reminders.filter(
              ({ key }) => key !== order.key && !(order.also ?? []).includes(key),
            ),
          },
          'booking.reminder',
        );
      case 'markDue':
        return set({}, 'booking.done');
      case 'markUnbooked':
        return set({}, 'booking.unbooked');
      case 'recordReply':
        return set({ reply: order.value }, null);
      case 'propose':
      case 'declineProposal':
        return set({ proposed: proposedBy(order, before), holds: [] }, 'booking.proposal');
      case 'withdrawProposal':
        return set({ proposed: [] }, 'booking.proposal');
      case 'finishBooking':
        return set({ active: false }, null);
      default:
        return null;
    }
  }
}

function bookedAs(
  order: Extract<Order, { verb: 'confirmSeat' }>,
  before: BookingFacts,
): Partial<BookingFacts> {
  const slot = slots[order.slot_id] ?? null;
  const at = (slot?.starts_at ?? 0) - 3 * hour;
  return {
    status: 'booked',
    slot,
    previous: null,
    holds: [],
    moves: before.moves + (order.as === 'moved' ? 1 : 0),
    number: 'K7M',
    reminders: [{ key: `${order.slot_id}:day`, at, spread_ms: 0, useful_until: at + 2 * hour }],
    proposed: [],
  };
}

const proposedBy = (order: Order, { slot }: BookingFacts): readonly SlotFacts[] =>
  order.verb === 'propose'
    ? order.times.flatMap(({ slot_id }) => (slot_id === slot?.slot_id ? [] : (slots[slot_id] ?? [])))
    : [];

const blank: BookingFacts = {
  booking_id: 'c'.repeat(24) as BookingId,
  status: 'pending',
  active: true,
  rev: 0,
  op_seq: 0,
  number: null,
  slot: null,
  reminders: [],
  reminded: false,
  previous: null,
  holds: [],
  moves: 0,
  booked_at: null,
  reply: null,
  outcome: null,
  cancelled: null,
  due_said: false,
  cleared_at: null,
};
