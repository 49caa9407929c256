import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { expect, test } from 'vitest';
import type { ChangeResult } from '../../contracts/workflows/change.ts';
import { slotId } from '../../core/shared/ids.ts';
import { createStaffChanges } from './staff-changes.ts';

/** A server that starts what it is asked to, or says why not. */
function changes(start: () => Promise<{ result(): Promise<ChangeResult> }>) {
  const client = {
    withDeadline: (_at: number, run: () => unknown) => run(),
    workflow: { start },
  } as unknown as Client;
  return createStaffChanges(client, 5).slot({ slot: slotId('a'.repeat(24)), rev: 1, changeId: 'c1' });
}
const ending = (result: ChangeResult) => async () => ({ result: async () => result });

test('a change that was carried out says whom it told, one that was refused says why', async () => {
  expect(await changes(ending({ v: 1, ok: true, rev: 2, told: 3 }))).toEqual({
    ok: true,
    change_id: 'c1',
    state: 'done',
    told: 3,
  });
  expect(await changes(ending({ v: 1, ok: false, reason: 'below_taken' }))).toEqual({
    ok: false,
    reason: 'below_taken',
  });
});

test('a change that takes long is begun for certain, and not waited for', async () => {
  const never = new Promise<ChangeResult>(() => undefined);
  expect(await changes(async () => ({ result: () => never }))).toMatchObject({ ok: true, state: 'running' });
});

test('once it is begun, losing sight of it takes nothing back', async () => {
  const lost = () => Promise.reject(new Error('the connection was lost'));
  expect(await changes(async () => ({ result: lost }))).toMatchObject({ ok: true, state: 'running' });
});

test('of two edits of what both saw the second is told so', async () => {
  const begun = new WorkflowExecutionAlreadyStartedError('is running', 'id', 'slotChangeWorkflow');
  expect(await changes(() => Promise.reject(begun))).toEqual({ ok: false, reason: 'changed_meanwhile' });
});

test('when nobody knows whether it was begun nothing is claimed', async () => {
  const away = new Error('no connection');
  expect(await changes(() => Promise.reject(away))).toEqual({ ok: false, reason: 'outcome_unknown' });
});
