import type { ByKind } from '../../contracts/workflows/reconcile.ts';
import type { Alarm, DamageKind } from '../../core/damage/words.ts';
import type { TimePort } from '../booking/ports.ts';
import { lookAtStores, lookAtWorkflows } from './look.ts';
import type {
  BookingCounts,
  ChangeResumer,
  Findings,
  RepairSignal,
  StoreLooker,
  Watch,
  WorkflowLooker,
} from './ports.ts';
import { type PlanOrder, plan, type RepairOrder, repairSome } from './repair.ts';

export type ReconcileDeps = {
  readonly bookings: BookingCounts;
  readonly stores: StoreLooker;
  readonly workflows: WorkflowLooker;
  readonly findings: Findings;
  readonly signals: RepairSignal;
  readonly changes: ChangeResumer;
  readonly watch: Watch;
  readonly time: Pick<TimePort, 'now'>;
};

type Pass = { readonly pass: string };

/** How long something has been wrong is measured by the real clock; whether it is wrong, by the one that seats follow. */
export const createReconcileActivities = (deps: ReconcileDeps) => ({
  async countStores(): Promise<{ seats: number; active_bookings: number }> {
    const [seats, active] = await Promise.all([
      deps.bookings.countSeats(),
      deps.bookings.countActiveBookings(),
    ]);
    return { seats, active_bookings: active };
  },
  async compareStores({ pass }: Pass): Promise<{ found: number }> {
    const damages = await lookAtStores(deps.stores, deps.time.now, Date.now());
    await deps.findings.note(pass, damages, Date.now());
    return { found: damages.length };
  },
  async countOpenWorkflows(): Promise<{ open_workflows: number }> {
    return { open_workflows: await deps.workflows.countOpenBookings() };
  },
  async compareWorkflows({ pass }: Pass): Promise<{ found: number }> {
    const damages = await lookAtWorkflows(deps.stores, deps.workflows);
    await deps.findings.note(pass, damages, Date.now());
    return { found: damages.length };
  },
  /** Forgets what is not wrong any more, and says what is to be done about the rest. */
  async planRepairs({ begun, ...order }: PlanOrder & { readonly begun: number }): Promise<{
    found: ByKind;
    order: Omit<RepairOrder, 'after'>;
    alarms: readonly Alarm[];
  }> {
    await deps.findings.forgetOthers(order.pass, begun);
    const planned = await plan(deps.findings, order, Date.now());
    const counts = await deps.findings.counts();
    return { ...planned, found: Object.fromEntries(counts.map((one) => [one.kind, one.count])) };
  },
  async askForRepairs(order: RepairOrder): Promise<{ kinds: readonly DamageKind[]; after: string | null }> {
    const { done, after } = await repairSome(deps, order);
    return { kinds: done.map((one) => one.kind), after };
  },
  async reportPass(report: { repaired: ByKind; alarms: readonly Alarm[] }): Promise<void> {
    for (const [kind, count] of Object.entries(report.repaired))
      deps.watch.repaired(kind as DamageKind, count);
    for (const alarm of report.alarms) deps.watch.alarm(alarm);
  },
});

export type ReconcileActivities = ReturnType<typeof createReconcileActivities>;
