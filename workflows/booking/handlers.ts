import { condition, setHandler } from '@temporalio/workflow';
import {
  arrivedUpdate,
  type BookingAnswer,
  type BookingView,
  type BookRequest,
  bookUpdate,
  cancelUpdate,
  clockMoved,
  eventChanged,
  keepUpdate,
  moveUpdate,
  outcomeUpdate,
  type ProposeRequest,
  pressSignals,
  proposeUpdate,
  refresh,
  repair,
  replyUpdate,
  resendUpdate,
  slotChanged,
  slotOpened,
  viewQuery,
  withdrawUpdate,
} from '../../contracts/workflows/booking.ts';
import type { Asked, Wanted } from '../../core/booking/machine/happening.ts';
import { timersOf } from '../../core/booking/machine/index.ts';
import { menuOf } from '../../core/booking/machine/state.ts';
import { mostProposed } from '../../core/booking/words.ts';
import { isObjectId } from '../../core/shared/ids.ts';
import { type Run, unhandled } from './run.ts';

/** Everything somebody can send to this workflow. A handler only notes what came; the state lane acts. */
export function registerHandlers(run: Run): void {
  setHandler(viewQuery, () => viewOf(run), { description: 'The whole state: ids, codes and instants' });
  for (const [kind, signal] of Object.entries(pressSignals))
    setHandler(signal, (tap) => void run.inbox.push({ kind: 'tap', tap }), {
      description: `The candidate pressed or wrote: ${kind}`,
    });
  setHandler(
    slotChanged,
    ({ slot_id, change_id, initiated_by }) =>
      void run.inbox.push({ kind: 'slot_changed', slot_id, change_id, initiated_by }),
    { description: 'Staff changed the slot: read it again' },
  );
  setHandler(
    eventChanged,
    ({ initiated_by }) => void run.inbox.push({ kind: 'event_changed', initiated_by }),
    {
      description: 'Staff changed the event: read it again',
    },
  );
  setHandler(slotOpened, ({ key }) => void run.inbox.push({ kind: 'slot_opened', key }), {
    description: 'A seat became free that this candidate asked for: say so',
  });
  setHandler(refresh, () => void run.inbox.push({ kind: 'refresh' }), {
    description: 'The person reads another language now: show the same again',
  });
  setHandler(
    repair,
    ({ damage, terminated }) =>
      // Only the run that was started by it: one that lives already was wanted by somebody since.
      void run.inbox.push({
        kind: 'repair',
        damage,
        terminated: terminated === true && run.state === undefined,
      }),
    { description: 'The reconciler saw something that does not fit: mend it from the database' },
  );
  setHandler(
    clockMoved,
    ({ offset_ms }) => {
      if (run.state?.sandbox ?? true) run.offsetMs = Math.max(run.offsetMs, offset_ms);
    },
    { description: 'Sandbox only: the clock went forward' },
  );
  registerUpdates(run);
}

function registerUpdates(run: Run): void {
  const options = (description: string) => ({ description, validator: validate });
  const slotOptions = (description: string) => ({
    description,
    validator(request: Asked & { readonly slot_id: string }) {
      validate(request);
      if (!isObjectId(request.slot_id)) throw new TypeError('slot_id is not an id');
    },
  });
  setHandler(
    bookUpdate,
    (request) => answer(run, request, { do: 'book', ...timeOf(request) }),
    slotOptions('Books this slot for the candidate'),
  );
  setHandler(
    moveUpdate,
    (request) => answer(run, request, { do: 'move', ...timeOf(request) }),
    slotOptions('Moves the booking to this slot'),
  );
  setHandler(
    cancelUpdate,
    (request) =>
      answer(run, request, { do: 'cancel', ...(request.reason ? { reason: request.reason } : {}) }),
    options('Cancels the booking'),
  );
  setHandler(
    outcomeUpdate,
    (request) => answer(run, request, { do: 'outcome', outcome: request.outcome }),
    options('Came, did not come, or neither after all'),
  );
  setHandler(
    replyUpdate,
    (request) => answer(run, request, { do: 'reply', value: request.value }),
    options('The candidate says they are coming, or late'),
  );
  setHandler(
    arrivedUpdate,
    (request) => answer(run, request, { do: 'arrived' }),
    options('The candidate is here'),
  );
  setHandler(proposeUpdate, (request) => answer(run, request, { do: 'propose', times: request.times }), {
    description: 'Asks the candidate whether another time suits them',
    validator(request: ProposeRequest) {
      validate(request);
      const { times } = request;
      if (!Array.isArray(times) || times.length < 1 || times.length > mostProposed)
        throw new TypeError(`times must be 1 to ${mostProposed}`);
      if (!times.every(({ slot_id, starts_at }) => isObjectId(slot_id) && Number.isSafeInteger(starts_at)))
        throw new TypeError('each of times is a slot and when it begins');
    },
  });
  setHandler(
    withdrawUpdate,
    (request) => answer(run, request, { do: 'withdraw' }),
    options('The interviewer no longer asks whether another time suits'),
  );
  setHandler(
    keepUpdate,
    (request) => answer(run, request, { do: 'keep' }),
    options('The candidate keeps their time: none of those proposed'),
  );
  setHandler(
    resendUpdate,
    (request) => answer(run, request, { do: 'resend' }),
    options('Sends the current message again'),
  );
}

const timeOf = ({ slot_id, starts_at }: BookRequest) => ({
  slot_id,
  ...(starts_at === undefined ? {} : { starts_at }),
});

/** Synchronous, and about the shape only: whether it can be granted is the state lane's to say, as a value. */
function validate(request: Asked): void {
  if (typeof request.key !== 'string' || request.key === '' || request.key.length > 200)
    throw new TypeError('key must be 1 to 200 characters');
  if (request.booking_id !== undefined && !isObjectId(request.booking_id))
    throw new TypeError('booking_id is not an id');
}

async function answer(run: Run, request: Asked, wanted: Wanted): Promise<BookingAnswer> {
  const { key, trace_id, initiated_by, override_reason, seen, booking_id } = request;
  const asked = {
    key,
    trace_id,
    initiated_by,
    ...(override_reason === undefined ? {} : { override_reason }),
    ...(seen === undefined ? {} : { seen }),
    ...(booking_id === undefined ? {} : { booking_id }),
  };
  run.inbox.push({ kind: 'asked', asked, wanted });
  const given = () => run.state?.answers.find((one) => one.key === key);
  await condition(() => given() !== undefined || run.noEvent);
  if (run.noEvent) return { ok: false, reason: 'closed', booking: null };
  const found = given();
  if (found === undefined) throw new Error('unreachable: the answer was there a moment ago');
  return found.said;
}

function viewOf(run: Run): BookingView {
  const { state } = run;
  if (state === undefined)
    return {
      v: 1,
      phase: 'waiting',
      booking: null,
      menu: '',
      waits_for: [{ what: 'the stored truth', until: null }],
      screen: '',
      outbox: [],
      unhandled: unhandled(run),
      offset_ms: run.offsetMs,
    };
  const timers = timersOf(state).map(({ why, at }) => ({ what: why, until: new Date(at).toISOString() }));
  return {
    v: 1,
    phase: state.phase,
    booking: state.booking,
    menu: menuOf(state),
    waits_for: [...timers, ...(state.over ? [] : [{ what: waitsForPerson(state.phase), until: null }])],
    screen: state.screen.kind,
    outbox: state.outbox.map(({ type, rev }) => `${type} rev ${rev}`),
    unhandled: unhandled(run),
    offset_ms: run.offsetMs,
  };
}

function waitsForPerson(phase: BookingView['phase']): string {
  switch (phase) {
    case 'waiting':
      return 'candidate: first tap';
    case 'choosing':
      return 'candidate: choice of a slot';
    case 'holding':
      return 'candidate: Confirm or Back';
    case 'booked':
      return 'the reminder';
    case 'reminded':
      return 'candidate: answer to the reminder; the interview';
    case 'due':
      return 'staff: outcome';
    default:
      return 'nothing';
  }
}
