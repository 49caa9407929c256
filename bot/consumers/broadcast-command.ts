import { createHash } from 'node:crypto';
import { broadcastCommandSchema } from '../../contracts/events/broadcast-command.ts';
import type { AdminApi, Handover, QueueMessage, QueueVerdict } from '../ports.ts';

const done: QueueVerdict = { verdict: 'done' };
const wait: QueueVerdict = { verdict: 'wait' };
const bury = (reason: string): QueueVerdict => ({ verdict: 'bury', reason });

/** Stored, then started, then acknowledged: whichever step is repeated, it stays one announcement. */
export function createBroadcastReader(
  api: Pick<AdminApi, 'storeCommand'>,
  handover: Pick<Handover, 'startBroadcast'>,
): (message: QueueMessage) => Promise<QueueVerdict> {
  return async ({ body, redelivered }) => {
    const read = broadcastCommandSchema.safeParse(parsed(body));
    if (!read.success) return bury(`not a broadcast command: ${read.error.issues.map(place).join('; ')}`);
    const command = read.data;
    const { broadcast_id: own } = command;
    const stored = await api.storeCommand({
      command_id: own ?? hashOf(body),
      id_from: own === undefined ? 'body' : 'publisher',
      redelivered,
      body: command,
    });
    if (stored.asked === 'away') return wait;
    if (stored.asked === 'refused') return bury(stored.reason);
    const started = await handover.startBroadcast(stored.value);
    if (started.handed === 'away') return wait;
    return started.handed === 'taken' ? done : bury(started.reason);
  };
}

/** Where the fault is, without what was sent. */
const place = (issue: { path: PropertyKey[]; message: string }) =>
  `${issue.path.map(String).join('.') || 'body'}: ${issue.message}`;

const hashOf = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
