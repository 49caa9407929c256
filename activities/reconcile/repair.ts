import { type Alarm, damageKinds, forPeople } from '../../core/damage/words.ts';
import type { Whose } from '../booking/orders.ts';
import type { ChangeResumer, DueQuery, Finding, Findings, RepairSignal, StoreLooker } from './ports.ts';

export type PlanOrder = {
  readonly pass: string;
  readonly min_age_ms: number;
  readonly cancel_at_most: number;
  readonly terminated: 'cancel' | 'start';
};

/** What becomes of bookings whose workflow was terminated by hand; `leave`: too many for this to be meant. */
type Terminated = 'cancel' | 'start' | 'leave';
export type RepairOrder = {
  readonly due: DueQuery;
  readonly min_age_ms: number;
  readonly terminated: Terminated;
  readonly after: string | null;
};
export type RepairDeps = {
  readonly stores: StoreLooker;
  readonly findings: Findings;
  readonly signals: RepairSignal;
  readonly changes: ChangeResumer;
};

const mendable = damageKinds.filter((kind) => !forPeople.includes(kind));
/** After so many repairs that changed nothing people have to look. */
const patience = 3;
const hourMs = 3_600_000;
const page = 25;

export async function plan(
  findings: Findings,
  order: PlanOrder,
  now: number,
): Promise<{ readonly order: Omit<RepairOrder, 'after'>; readonly alarms: readonly Alarm[] }> {
  const { pass, min_age_ms, cancel_at_most } = order;
  const [counts, ended, stubborn] = await Promise.all([
    findings.counts(),
    findings.terminated(),
    findings.stubborn(patience),
  ]);
  const tooMany = order.terminated === 'cancel' && ended.length > cancel_at_most;
  const countOf = (kind: string) => counts.find((one) => one.kind === kind)?.count ?? 0;
  const alarms: readonly Alarm[] = [
    { kind: 'people_and_seats_differ', count: countOf('people_and_seats_differ') },
    { kind: 'overfull', count: countOf('overfull') },
    { kind: 'two_active', count: countOf('two_active') },
    { kind: 'too_many_terminated', count: tooMany ? ended.length : 0 },
    { kind: 'repair_without_effect', count: stubborn },
  ];
  return {
    order: {
      due: { pass, before: now - min_age_ms, now, kinds: mendable },
      min_age_ms,
      terminated: tooMany ? 'leave' : order.terminated,
    },
    alarms: alarms.filter((alarm) => alarm.count > 0),
  };
}

/** One page: each person once, whatever is wrong with their booking. `after: null`: there is no more. */
export async function repairSome(
  deps: RepairDeps,
  { due, terminated, after, min_age_ms }: RepairOrder,
): Promise<{ readonly done: readonly Finding[]; readonly after: string | null }> {
  const found = await deps.findings.due(due, after, page);
  const ended = new Set((await deps.findings.terminated()).map(nameOf));
  const done: Finding[] = [];
  const met = new Set<string>();
  for (const one of found) {
    const { event_id, user_id } = one;
    if (user_id === null) {
      await mendForAll(deps, one);
      done.push(one);
      continue;
    }
    const whose = { event_id, user_id };
    if (met.has(nameOf(whose))) continue;
    met.add(nameOf(whose));
    const theirs = await deps.findings.dueOf(due, whose);
    const decided = theirs.some((damage) => damage.terminated === true);
    // Any signal would start the workflow: nobody has said yet what becomes of it.
    if (ended.has(nameOf(whose)) && (terminated === 'leave' || !decided)) continue;
    const kinds = [...new Set(theirs.map((damage) => damage.kind))];
    const cancels = decided && terminated === 'cancel';
    await deps.signals.repair(whose, { damage: kinds.join(', '), ...(cancels ? { terminated: true } : {}) });
    done.push(...theirs);
  }
  // Each repair that did not help is given twice as long as the one before.
  const again = ({ repairs }: Finding) => due.now + Math.min(hourMs, min_age_ms * 2 ** repairs);
  await deps.findings.acted(
    due.pass,
    done.map((one) => ({ key: one.key, again: again(one) })),
  );
  return { done, after: found.length < page ? null : (found.at(-1)?.key ?? null) };
}

/** What is nobody's alone. */
async function mendForAll({ stores, changes }: RepairDeps, finding: Finding): Promise<void> {
  const { event_id, slot_id = null, change_id } = finding;
  if (change_id === undefined) await stores.copyToSlots(event_id);
  else await changes.resume({ change_id, event_id, slot_id });
}

const nameOf = ({ event_id, user_id }: Whose): string => `${event_id}:${user_id}`;
