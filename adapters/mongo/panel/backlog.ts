import type { Db } from 'mongodb';
import type { Backlog } from '../../../admin/panel/ports/system.ts';
import { underWay } from '../../../core/broadcasts/words.ts';
import { collections } from '../collections.ts';

/** What waits to be done, of the whole installation. */
export async function readBacklog(db: Db): Promise<Backlog> {
  const { audit, broadcasts, recipients, deadMessages } = collections(db);
  const [unpublished, oldest, going, dead_messages] = await Promise.all([
    audit.countDocuments({ unpublished: true }),
    audit.findOne({ unpublished: true }, { sort: { at: 1 }, projection: { at: 1 } }),
    broadcasts.find({ status: { $in: [...underWay] } }, { projection: { _id: 1 } }).toArray(),
    deadMessages.countDocuments({ state: 'waiting' }),
  ]);
  const theirs = { broadcast_id: { $in: going.map(({ _id }) => _id) } };
  const waiting = { ...theirs, state: { $in: ['waiting' as const, 'claimed' as const] } };
  return {
    unpublished,
    unpublished_since: oldest?.at.getTime() ?? null,
    broadcasts: going.length,
    recipients: going.length === 0 ? 0 : await recipients.countDocuments(waiting),
    dead_messages,
  };
}
