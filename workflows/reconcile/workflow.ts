import { proxyActivities, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { ReconcileActivities } from '../../activities/reconcile/activities.ts';
import {
  type ByKind,
  type ReconcileInput,
  type ReconcileProgress,
  type ReconcileResult,
  reconcileDefaults,
  reconcileProgress,
  total,
} from '../../contracts/workflows/reconcile.ts';
import type { DamageKind } from '../../core/damage/words.ts';

const looking = proxyActivities<ReconcileActivities>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '4 minutes',
});
const acting = proxyActivities<ReconcileActivities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '4 minutes',
});

/** One pass of the reconciler. The numbered steps are those of README.md beside this file. */
export async function reconcileWorkflow(input?: ReconcileInput): Promise<ReconcileResult> {
  let progress: ReconcileProgress = { step: 'stores', found: 0, repaired: 0 };
  const tell = (change: Partial<ReconcileProgress>, details: string): void => {
    progress = { ...progress, ...change };
    setCurrentDetails(details);
  };
  setHandler(reconcileProgress, () => progress, { description: 'How far this pass is' });
  const pass = workflowInfo().runId;
  const begun = Date.now();

  // 1. Compare what the stores say of each other.
  tell({}, 'Comparing seats, bookings and announcements in MongoDB.');
  const stores = await looking.countStores.executeWithOptions({ summary: 'seats and active bookings' }, []);
  const wrong = await looking.compareStores.executeWithOptions({ summary: 'seats against bookings' }, [
    { pass },
  ]);

  // 2. Compare active bookings with open workflows.
  tell({ step: 'workflows', found: wrong.found }, `Found so far: ${wrong.found}. Comparing workflows.`);
  const running = await looking.countOpenWorkflows.executeWithOptions(
    { summary: 'open booking workflows' },
    [],
  );
  await looking.compareWorkflows.executeWithOptions({ summary: 'active bookings against workflows' }, [
    { pass },
  ]);

  // 3. Forget what is right again; decide what has been wrong for long enough.
  tell({ step: 'planning' }, 'Deciding what is to be mended.');
  const { v: _v, ...asked } = input ?? { v: 1 };
  const wishes = { ...reconcileDefaults, ...asked, pass, begun };
  const { found, order, alarms } = await acting.planRepairs.executeWithOptions({ summary: 'what is due' }, [
    wishes,
  ]);

  // 4. Have it mended: each candidate's own workflow does it.
  const repaired: Partial<Record<DamageKind, number>> = {};
  let after: string | null = null;
  do {
    tell({ step: 'repairing', found: total(found), repaired: total(repaired) }, detailsOf(found, repaired));
    const page: Awaited<ReturnType<ReconcileActivities['askForRepairs']>> =
      await acting.askForRepairs.executeWithOptions({ summary: 'signals to repair' }, [{ ...order, after }]);
    for (const kind of page.kinds) repaired[kind] = (repaired[kind] ?? 0) + 1;
    after = page.after;
  } while (after !== null);

  // 5. Report.
  tell({ step: 'reporting', repaired: total(repaired) }, detailsOf(found, repaired));
  await acting.reportPass.executeWithOptions({ summary: 'metrics and alarms' }, [{ repaired, alarms }]);
  const raised = alarms.map(({ kind, count }) => `- **${kind}**: ${count}`);
  tell(
    { step: 'done' },
    [
      `Seats taken: ${stores.seats} · active bookings: ${stores.active_bookings} · open booking workflows: ${running.open_workflows}`,
      detailsOf(found, repaired),
      ...(raised.length > 0 ? ['', 'Alarms:', ...raised] : []),
    ].join('\n'),
  );
  return { v: 1, ...stores, ...running, found, repaired, alarms };
}

function detailsOf(found: ByKind, repaired: ByKind): string {
  const kinds = Object.entries(found).map(([kind, count]) => `${kind} ${count}`);
  return `Wrong now: ${total(found)}${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''} · had mended: ${total(repaired)}`;
}
