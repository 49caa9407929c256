import { openTemporal } from '../../adapters/temporal/connect.ts';
import { runReconcileNow } from '../../adapters/temporal/reconcile-now.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import { bookingWorkflowId, viewQuery } from '../../contracts/workflows/booking.ts';
import {
  type ByKind,
  type ReconcileInput,
  type ReconcileResult,
  reconcileScheduleId,
  total,
} from '../../contracts/workflows/reconcile.ts';
import { eventId, userId } from '../../core/shared/ids.ts';
import type { House } from './house.ts';
import type { Candidate } from './journey.ts';
import { waitFor } from './wait.ts';

const hourMs = 3_600_000;
type Wishes = Omit<ReconcileInput, 'v'>;

/** The reconciler of a house, at the test's command: its schedule is paused, and age counts for nothing unless a pass says so. */
export class Reconciler {
  readonly #house: House;
  readonly temporal;

  private constructor(house: House) {
    this.#house = house;
    this.temporal = openTemporal(loadTemporalConfig(house.env));
  }

  static async of(house: House): Promise<Reconciler> {
    const reconciler = new Reconciler(house);
    await reconciler.pauseSchedule();
    return reconciler;
  }

  pauseSchedule(): Promise<void> {
    return this.temporal.client.schedule.getHandle(reconcileScheduleId).pause('a test runs the passes');
  }

  pass(wishes: Wishes = {}): Promise<ReconcileResult> {
    return runReconcileNow(this.temporal.client, { min_age_ms: 0, ...wishes });
  }

  /** Looks until that much is found, neither more nor less; mends nothing. The metrics of the worker say the same. */
  async counts(expected: ByKind): Promise<void> {
    await waitFor(`${JSON.stringify(expected)} to be found`, async () => {
      const { found, repaired } = await this.pass({ min_age_ms: hourMs });
      if (total(repaired) > 0) throw new Error(`mended too early: ${JSON.stringify(repaired)}`);
      if (sorted(found) !== sorted(expected)) throw new Error(`found ${JSON.stringify(found)}`);
      return true;
    });
    const metrics = await this.metrics();
    for (const [kind, count] of Object.entries(expected))
      if (metrics[`zapis_reconcile_findings ${kind}`] !== count)
        throw new Error(`the metrics count ${metrics[`zapis_reconcile_findings ${kind}`]} of ${kind}`);
  }

  /** One pass, which has exactly that mended. */
  async mends(expected: ByKind, wishes: Wishes = {}): Promise<ReconcileResult> {
    const before = await this.metrics();
    const result = await this.pass(wishes);
    if (sorted(result.repaired) !== sorted(expected))
      throw new Error(`mended ${JSON.stringify(result.repaired)} instead of ${JSON.stringify(expected)}`);
    const after = await this.metrics();
    for (const [kind, count] of Object.entries(expected)) {
      const name = `zapis_reconcile_repaired_total ${kind}`;
      const rise = (after[name] ?? 0) - (before[name] ?? 0);
      if (rise !== count) throw new Error(`the metrics count ${rise} repairs of ${kind}`);
    }
    return result;
  }

  /** Passes that mend nothing until nothing is wrong any more; then one more, which finds nothing and says nothing. */
  async isSilent(): Promise<void> {
    await waitFor(
      'nothing to be wrong',
      async () => total((await this.pass({ min_age_ms: hourMs })).found) === 0 || undefined,
    );
    const { found, repaired, alarms } = await this.pass();
    if (total(found) + total(repaired) + alarms.length > 0)
      throw new Error(`not silent: ${JSON.stringify({ found, repaired, alarms })}`);
  }

  handle(person: Candidate, event: string) {
    return this.temporal.client.workflow.getHandle(bookingWorkflowId(eventId(event), userId(person.userId)));
  }

  /** The workflow and all that it ever was; nobody terminated it. */
  async deleteRun(person: Candidate, event: string): Promise<void> {
    await this.temporal.connection.workflowService.deleteWorkflowExecution({
      namespace: this.#house.env['TEMPORAL_NAMESPACE'] ?? '',
      workflowExecution: { workflowId: this.handle(person, event).workflowId },
    });
  }

  view(person: Candidate, event: string) {
    return this.handle(person, event).query(viewQuery);
  }

  async isOpen(person: Candidate, event: string): Promise<boolean> {
    return (await this.handle(person, event).describe()).status.name === 'RUNNING';
  }

  /** Nothing is under way any more: what these people see is what stands, and what was committed is announced. */
  async untilAtRest(event: string, ...people: readonly Candidate[]): Promise<void> {
    for (const person of people)
      await waitFor(`${person.name} to be at rest`, async () => {
        const { outbox, unhandled } = await this.view(person, event);
        return (outbox.length === 0 && unhandled === 0) || undefined;
      });
    await waitFor('the ledger to be at rest', async () => {
      const open = { $or: [{ state: 'claimed' }, { state: 'sent', finished: false }] };
      return (await this.#house.db.collection('deliveries').countDocuments(open)) === 0 || undefined;
    });
  }

  /** What the worker counts of the reconciler, by metric and kind. */
  async metrics(): Promise<Readonly<Record<string, number>>> {
    const [worker] = this.#house.of('worker');
    const text = await (await fetch(`http://127.0.0.1:${await worker?.portOf('worker')}/metrics`)).text();
    const lines = [...text.matchAll(/^(zapis_reconcile_\w+)\{[^}]*kind="(\w+)"[^}]*\} (\d+)$/gm)];
    return Object.fromEntries(lines.map(([, name, kind, value]) => [`${name} ${kind}`, Number(value)]));
  }

  close(): Promise<void> {
    return this.temporal.close();
  }
}

const sorted = (counts: ByKind): string =>
  JSON.stringify(Object.entries(counts).toSorted(([one], [other]) => one.localeCompare(other)));

export const chatsOf = async (...people: readonly Candidate[]): Promise<string> =>
  (await Promise.all(people.map((person) => person.chat().transcript()))).join('\n\n');
