// Introduces what goes on beside the workflows to Redis: workers that others plugged in, and the provisioner's results.
import type { Db } from 'mongodb';
import { type PluggedIn, passOn } from '../../activities/conversations/plugged-in.ts';
import { type ProvisionerDeps, tellResult } from '../../activities/provisioner/tell.ts';
import type { SandboxTime } from '../../adapters/mongo/clock.ts';
import { adminsOf } from '../../adapters/mongo/conversations/admins.ts';
import { createPluggedInStore } from '../../adapters/mongo/conversations/plugged-in.ts';
import { createMisfits } from '../../adapters/mongo/misfits.ts';
import type { Cache } from '../../adapters/redis/connect.ts';
import { createAnswerLine } from '../../adapters/redis/plugged-in/answers.ts';
import { createWorkerLines } from '../../adapters/redis/plugged-in/lines.ts';
import { createResultLine } from '../../adapters/redis/provisioner.ts';
import type { TelegramGateway } from '../../adapters/telegram/connect.ts';
import { createTyping } from '../../adapters/telegram/typing.ts';
import type { TemporalClient } from '../../adapters/temporal/connect.ts';
import { createConversationLook } from '../../adapters/temporal/conversation-look.ts';
import type { WorkerConfig } from '../../config/load.ts';
import { defaultCompany } from '../../core/shared/company.ts';
import type { UserId } from '../../core/shared/ids.ts';
import type { RoleParts } from '../../runtime/role.ts';
import { readResults } from '../provisioner/results.ts';
import { readAnswers } from './answers.ts';
import { keepPassing } from './keep-passing.ts';

/** undefined: coordinators alone answer people. */
export function pluggedInWorker(
  config: WorkerConfig,
  db: Db,
  redis: Cache,
  telegram: TelegramGateway | undefined,
): PluggedIn | undefined {
  if (config.CONVERSATION_WORKER !== 'streams') return undefined;
  return {
    store: createPluggedInStore(db),
    lines: createWorkerLines(redis),
    offer: {
      agent: config.CONVERSATION_WORKER_AGENT,
      capabilities: config.CONVERSATION_WORKER_CAPABILITIES ?? [],
      env: config.CONVERSATION_WORKER_ENV ?? {},
      apiUrl: config.API_URL,
    },
    showTyping: createTyping(telegram?.call),
  };
}

type Beside = {
  readonly db: Db;
  readonly time: SandboxTime;
  readonly temporal: TemporalClient;
  readonly messaging: ProvisionerDeps['messaging'];
  readonly parts: RoleParts;
};

/** What workers answer and Redis lost of what they were asked; what came of setting up servers. */
export async function followStreams(
  config: WorkerConfig,
  pluggedIn: PluggedIn | undefined,
  { db, time, temporal, messaging, parts: { log, stopping } }: Beside,
): Promise<void> {
  const redis = { url: config.REDIS_URL, prefix: config.REDIS_PREFIX };
  const misfit = createMisfits(db);
  const admins = () => adminsOf(db, defaultCompany);
  const tell: Parameters<typeof readResults>[0]['tell'] = (entry, result) =>
    tellResult({ admins, messaging }, entry, result);
  const reading = [readResults({ line: createResultLine(redis, stopping), tell, misfit, log }, stopping)];
  if (pluggedIn) {
    const store = createPluggedInStore(db);
    const pass = (users: readonly UserId[], now: number) => passOn(pluggedIn, users, { eager: false, now });
    const look = createConversationLook(temporal.client);
    const line = createAnswerLine(redis, stopping);
    reading.push(
      keepPassing({ waiting: store.waiting, pass, now: time.now, log }, stopping),
      readAnswers({ line, store, look, misfit, now: time.now, log }, stopping),
    );
  }
  await Promise.all(reading);
}
