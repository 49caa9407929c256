import { workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import type { Effect, Order, OrderResult } from '../../core/booking/machine/effects.ts';
import type { BookingId } from '../../core/shared/ids.ts';
import { type Run, stateOf } from './run.ts';
import { quickly, verbs } from './verbs.ts';

type OrderEffect = Extract<Effect, { readonly do: 'order' }>;

/** Has the store do it: quickly if it can, for as long as it takes if it must; the operation number makes it one. */
export async function carryOut(run: Run, effect: OrderEffect): Promise<OrderResult> {
  const { order } = effect;
  const whose = { event_id: run.input.event_id, user_id: run.input.user_id };
  switch (order.verb) {
    case 'readTruth': {
      const asked = { ...whose, begins: run.state === undefined };
      const truth = await quickly(
        run,
        'state',
        () => verbs.quickStore.readTruth(asked),
        () => verbs.patient.readTruth(asked),
      );
      return { ok: true, booking: truth.booking, announce: null, truth };
    }
    case 'quietUntil': {
      const { until } = await quickly(
        run,
        'state',
        () => verbs.quickStore.quietUntil(whose),
        () => verbs.patient.quietUntil(whose),
      );
      return { ...same(run), quiet_until: until };
    }
    case 'noteWish':
      await quickly(
        run,
        'state',
        () => verbs.quickStore.noteWish(whose),
        () => verbs.patient.noteWish(whose),
      );
      return same(run);
    case 'awaitReason': {
      const wait = { ...whose, until: order.until };
      await quickly(
        run,
        'state',
        () => verbs.quickStore.awaitReason(wait),
        () => verbs.patient.awaitReason(wait),
      );
      return same(run);
    }
    default:
      return byOperation(run, effect, order);
  }
}

const same = (run: Run) =>
  ({ ok: true, booking: stateOf(run).booking, announce: null }) as const satisfies OrderResult;

type ByOperation = Exclude<Order, { verb: 'readTruth' | 'quietUntil' | 'noteWish' | 'awaitReason' }>;

async function byOperation(run: Run, effect: OrderEffect, order: ByOperation): Promise<OrderResult> {
  const state = stateOf(run);
  const op = Math.max(state.op, state.booking?.op_seq ?? 0) + 1;
  run.state = { ...state, op };
  const { verb, ...rest } = order;
  const envelope = {
    event_id: run.input.event_id,
    user_id: run.input.user_id,
    booking_id: state.booking?.booking_id ?? (null as BookingId | null),
    op,
    trace_id: traceOf(effect),
    initiated_by: effect.by,
    announce_at_once: state.outbox.length === 0,
    ...(effect.override_reason === undefined ? {} : { override_reason: effect.override_reason }),
    ...rest,
  };
  // The verb of an order is the activity's name; that every answer is one settle() understands is checked by `result` below.
  type Verb = (envelope: unknown) => Promise<Awaited<ReturnType<Activities[ByOperation['verb']]>>>;
  const quick = verbs.quickStore[verb] as unknown as Verb;
  const patient = verbs.patient[verb] as unknown as Verb;
  const result: OrderResult = await quickly(
    run,
    'state',
    () => quick(envelope),
    () => patient(envelope),
  );
  return result;
}

function traceOf({ cause }: OrderEffect): string {
  if (cause.kind === 'tap') return cause.tap.trace_id;
  if (cause.kind === 'asked') return cause.asked.trace_id;
  return workflowInfo().runId;
}
