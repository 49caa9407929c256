import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporal, type TemporalClient } from '../../adapters/temporal/connect.ts';
import { createHandover } from '../../adapters/temporal/handover.ts';
import { keepPrepared, prepareTemporal } from '../../adapters/temporal/prepare.ts';
import { google } from '../../adapters/temporal/proto.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import type { Tap } from '../../contracts/workflows/booking.ts';
import { reconcileScheduleId } from '../../contracts/workflows/reconcile.ts';
import { interviewAt } from '../../contracts/workflows/search-attributes.ts';
import { eventId, userId } from '../../core/shared/ids.ts';
import { createLog } from '../../runtime/log.ts';
import { ownName, roleEnv } from '../support/services.ts';
import { waitFor } from '../support/wait.ts';

const env = roleEnv('prepared');
const namespace = env['TEMPORAL_NAMESPACE'] ?? '';
const log = createLog({ level: 'silent' });
const stopping = new AbortController();
let temporal: TemporalClient;
let keeping: Promise<void>;
beforeAll(async () => {
  temporal = openTemporal(loadTemporalConfig(env));
  await prepareTemporal(temporal, namespace, log, stopping.signal);
  keeping = keepPrepared(temporal, namespace, log, stopping.signal);
});
afterAll(async () => {
  stopping.abort();
  await keeping;
  await temporal.close();
});

const schedule = () => temporal.client.schedule.getHandle(reconcileScheduleId);
const attributes = async () =>
  Object.keys(
    (await temporal.connection.operatorService.listSearchAttributes({ namespace })).customAttributes,
  );

test('a server that comes back with a new namespace, as its own flags make it, gets schedule and search attributes', async () => {
  // Counted where they are made again: they may be back before anybody has looked whether they are gone.
  let made = 0;
  const { operatorService } = temporal.connection;
  const add = operatorService.addSearchAttributes.bind(operatorService);
  operatorService.addSearchAttributes = (...given: Parameters<typeof add>) => {
    made += 1;
    return add(...given);
  };
  await schedule().delete();
  await operatorService.removeSearchAttributes({ namespace, searchAttributes: [interviewAt.name] });
  await waitFor('what is missing to be made again', () => made > 0 || undefined);
  await waitFor('the schedule', () => schedule().describe());
  await waitFor('the attribute', async () => (await attributes()).includes(interviewAt.name) || undefined);
});

test('a tap for a namespace that has no search attributes yet is kept for later, never refused', async () => {
  const half = ownName('half');
  await temporal.connection.workflowService.registerNamespace({
    namespace: half,
    workflowExecutionRetentionPeriod: google.protobuf.Duration.fromObject({ seconds: 86_400 }),
  });
  const bare = openTemporal(loadTemporalConfig({ ...env, TEMPORAL_NAMESPACE: half }));
  const handover = createHandover(bare, 1);
  const tap: Tap = { v: 1, update_id: 1, trace_id: 'test', press: { kind: 'sign_up' } };
  const order = {
    to: 'booking',
    event_id: eventId('a'.repeat(24)),
    user_id: userId('b'.repeat(24)),
    tap,
  } as const;
  // The server needs a moment to know the new namespace.
  const answer = await waitFor('an answer', async () => {
    const said = await handover.hand(order);
    return said.handed !== 'away' || said.reason.includes('search attribute') ? said : undefined;
  });
  expect(answer).toMatchObject({
    handed: 'away',
    reason: expect.stringContaining('search attribute') as string,
  });
  await prepareTemporal(bare, half, log, stopping.signal);
  await waitFor('it to be taken', async () => (await handover.hand(order)).handed === 'taken' || undefined);
  await bare.close();
});

test('where nothing is lost nothing is written: a paused schedule stays as it is', async () => {
  await schedule().pause('by an operator');
  const { state, info } = await schedule().describe();
  let looks = 0;
  const { operatorService } = temporal.connection;
  const list = operatorService.listSearchAttributes.bind(operatorService);
  operatorService.listSearchAttributes = (...given: Parameters<typeof list>) => {
    looks += 1;
    return list(...given);
  };
  await waitFor('another look', () => looks >= 2 || undefined);
  expect((await schedule().describe()).state).toEqual(state);
  expect((await schedule().describe()).info.lastUpdatedAt).toEqual(info.lastUpdatedAt);
});
