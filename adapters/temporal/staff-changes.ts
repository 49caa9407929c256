import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Carried } from '../../admin/ports/changes.ts';
import type { ChangeResult } from '../../contracts/workflows/change.ts';
import type { EventId, SlotId } from '../../core/shared/ids.ts';
import { pause } from '../../runtime/retry.ts';
import { startEventChange, startSlotChange } from './changes.ts';
import { temporalTrouble } from './connect.ts';

/** Somebody waits for the answer: an edit that tells thousands goes on without them. */
const patienceMs = 8_000;

type Asked = { readonly rev: number; readonly changeId: string };
type StaffChanges = {
  event(asked: Asked & { readonly event: EventId }): Promise<Carried>;
  slot(asked: Asked & { readonly slot: SlotId }): Promise<Carried>;
};

/** Carries out edits that are stored already, and waits a while for their end. */
export function createStaffChanges(client: Client, withinMs = patienceMs): StaffChanges {
  const carryOut = async (changeId: string, start: () => Promise<Running>): Promise<Carried> => {
    try {
      const running = await client.withDeadline(Date.now() + withinMs, start);
      return await endOf(running, changeId, withinMs);
    } catch (error) {
      // Somebody's edit of what this editor saw was begun first.
      if (error instanceof WorkflowExecutionAlreadyStartedError)
        return { ok: false, reason: 'changed_meanwhile' };
      if (temporalTrouble(error).kind === 'refused') throw error;
      return { ok: false, reason: 'outcome_unknown' };
    }
  };
  return {
    event: (asked) => carryOut(asked.changeId, () => startEventChange(client, asked)),
    slot: (asked) => carryOut(asked.changeId, () => startSlotChange(client, asked)),
  };
}

type Running = { result(): Promise<ChangeResult> };

/** Begun for certain. Whatever the waiting comes to, it goes on. */
async function endOf(running: Running, change_id: string, withinMs: number): Promise<Carried> {
  const over = new AbortController();
  const goesOn: Carried = { ok: true, change_id, state: 'running', told: null };
  const late = pause(withinMs, over.signal).then(() => goesOn);
  const end = running.result().then(
    (result): Carried =>
      result.ok
        ? { ok: true, change_id, state: 'done', told: result.told }
        : { ok: false, reason: result.reason },
    () => goesOn,
  );
  const first = await Promise.race([end, late]);
  over.abort();
  return first;
}
