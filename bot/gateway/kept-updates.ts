import { type BotUpdate, botUpdateSchema } from '../../contracts/events/bot-update.ts';
import { delayMs, pause } from '../../runtime/retry.ts';
import { withTrace } from '../../runtime/trace.ts';
import type { Memory, QueueMessage, Queues, QueueVerdict } from '../ports.ts';
import type { Audit } from './audit.ts';
import type { Backlog } from './backlog.ts';
import type { Deliver, Delivered } from './deliver.ts';
import { Lanes } from './lanes.ts';
import type { Speak } from './speak.ts';

export type KeptDeps = {
  readonly memory: Memory;
  readonly queues: Queues;
  readonly backlog: Backlog;
  readonly deliver: Deliver;
  readonly speak: Speak;
  readonly audit: Audit;
  readonly stopping: AbortSignal;
};

type Handle = (message: QueueMessage) => Promise<QueueVerdict>;

const done: QueueVerdict = { verdict: 'done' };
/** A broker cuts a reader off who holds a message for half an hour. */
const heldMostMs = 10 * 60_000;
const mostAtOnce = 64;

class StillAway extends Error {}

/** Reads `bot.update.pending`: each update keeps its place until Temporal takes it. */
export function createPendingReader(deps: KeptDeps): Handle {
  return ordered(async (update) => {
    const { backlog } = deps;
    return backlog.holding(() =>
      untilSettled(deps, update, async (delivered) => {
        if (delivered.became === 'temporal_away') {
          await backlog.stillHolding();
          return 'again';
        }
        if (delivered.became !== 'needs_api') return 'settled';
        return (await moveTo('waiting', deps, update)) ? 'moved' : 'again';
      }),
    );
  });
}

/** Reads `bot.update.waiting`: each update waits here until the API has answered what it needs. */
export function createWaitingReader(deps: KeptDeps): Handle {
  return ordered(async (update) => {
    const verdict = await untilSettled(deps, update, async (delivered) => {
      if (delivered.became === 'needs_api') {
        await deps.memory.waitsSince(update.telegram_id, update.update_id);
        return 'again';
      }
      if (delivered.became !== 'temporal_away') return 'settled';
      return (await moveTo('pending', deps, update)) ? 'moved' : 'again';
    });
    await deps.memory.waitsNoMore(update.telegram_id, update.update_id);
    return verdict;
  });
}

/** One person's updates in their order; lanes of its own, because a held one must not hold up what comes in. */
function ordered(work: (update: BotUpdate) => Promise<QueueVerdict>): Handle {
  const lanes = new Lanes(mostAtOnce);
  return async (message) => {
    const update = readKept(message.body);
    if (!update) return { verdict: 'bury', reason: 'not an update as the gateway keeps them' };
    return withTrace(update.trace_id, () => lanes.run(update.telegram_id, () => work(update)));
  };
}

function readKept(body: Buffer): BotUpdate | undefined {
  try {
    return botUpdateSchema.safeParse(JSON.parse(body.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

async function untilSettled(
  deps: KeptDeps,
  update: BotUpdate,
  judge: (delivered: Delivered) => Promise<'again' | 'settled' | 'moved'>,
): Promise<QueueVerdict> {
  const since = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    // Thrown: the message is given back and keeps its place.
    if (deps.stopping.aborted || performance.now() - since > heldMostMs) throw new StillAway('still away');
    const delivered = await inTurn(deps, update);
    const next = await judge(delivered);
    if (next === 'moved') return done;
    if (next === 'settled') return settled(deps, update, delivered);
    await pause(delayMs(attempt, 250, 3_000), deps.stopping);
  }
}

async function inTurn({ memory, deliver }: KeptDeps, update: BotUpdate): Promise<Delivered> {
  if (await memory.seen(update.update_id)) return { became: 'done', what: 'before' };
  const endTurn = await memory.turn(update.telegram_id);
  try {
    return await deliver(update, { mayWaitBehind: false });
  } finally {
    await endTurn();
  }
}

async function settled(deps: KeptDeps, update: BotUpdate, delivered: Delivered): Promise<QueueVerdict> {
  await deps.memory.markSeen(update.update_id);
  if (delivered.became !== 'refused') {
    deps.audit.update(update, 'handed', delivered.became === 'done' ? delivered.what : undefined);
    return done;
  }
  await deps.speak.impossible(update);
  deps.audit.update(update, 'buried', delivered.reason);
  return { verdict: 'bury', reason: delivered.reason };
}

async function moveTo(where: 'pending' | 'waiting', deps: KeptDeps, update: BotUpdate): Promise<boolean> {
  if (where === 'pending') await deps.backlog.open();
  else await deps.memory.waitsSince(update.telegram_id, update.update_id);
  const kept = await deps.queues.keep(where, update);
  if (!kept) return false;
  if (where === 'waiting') await deps.speak.oneMoment(update);
  deps.audit.update(update, where);
  return true;
}
