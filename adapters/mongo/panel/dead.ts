import type { Db, Filter } from 'mongodb';
import type { DeadMessage, DeadMessages, DeadRow } from '../../../admin/panel/ports/dead.ts';
import { collections } from '../collections.ts';
import type { DeadMessageDoc } from '../documents/dead-message.ts';
import { inserted } from '../errors.ts';
import { oid } from '../ids.ts';
import type { Index } from '../indexes.ts';
import { namesOf } from './names.ts';

export const deadIndexes: readonly Index[] = [
  {
    collection: 'dead_messages',
    keys: { state: 1, died_at: -1, _id: -1 },
    options: { name: 'dead_by_state' },
    guards: 'the page of those that wait reads all that ever died',
  },
  {
    collection: 'dead_messages',
    keys: { settled_at: 1 },
    options: { name: 'dead_by_age' },
    guards: 'pruning those that are settled reads all of them every night',
  },
];

export function createDeadMessages(db: Db): DeadMessages {
  const { deadMessages } = collections(db);
  return {
    async keep(message) {
      const { _id, ...fresh } = docOf(message);
      if (await inserted(() => deadMessages.insertOne({ _id, ...fresh }))) return;
      // Also over one that waits: whoever sent it again and has not noted that yet must not take this death for the one they saw.
      await deadMessages.updateOne({ _id }, { $set: fresh });
    },
    async list(state, after, most) {
      const found = await deadMessages
        .find({ state, ...olderThan(after) })
        .sort({ died_at: -1, _id: -1 })
        .limit(most + 1)
        .toArray();
      const shown = found.slice(0, most);
      const last = shown.at(-1);
      const rows = await rowsOf(db, shown);
      return {
        rows,
        ...(found.length > most && last ? { next: `${last.died_at.getTime()} ${last._id}` } : {}),
      };
    },
    async find(id) {
      const found = await deadMessages.findOne({ _id: id });
      return found ? (await rowsOf(db, [found]))[0] : undefined;
    },
    async settle({ id, died_at }, how, by, at) {
      const change = { state: how, settled_at: new Date(at), settled_by: oid(by) };
      const seen = { _id: id, state: 'waiting', died_at: new Date(died_at) } as const;
      if ((await deadMessages.updateOne(seen, { $set: change })).modifiedCount === 1) return true;
      return how === 'retried' && (await deadMessages.countDocuments({ _id: id, state: 'waiting' })) === 1;
    },
  };
}

/** Where the page before ended: many may have died in one moment. */
function olderThan(after: string | undefined): Filter<DeadMessageDoc> {
  const [at = '', ...id] = after?.split(' ') ?? [];
  if (!/^\d{1,15}$/.test(at)) return {};
  const died_at = new Date(Number(at));
  return { $or: [{ died_at: { $lt: died_at } }, { died_at, _id: { $lt: id.join(' ') } }] };
}

function docOf({ id, body, died_at, ...message }: DeadMessage): DeadMessageDoc {
  const text = body.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(body);
  return {
    _id: id,
    ...message,
    body: isText ? text : body.toString('base64'),
    encoding: isText ? 'utf8' : 'base64',
    died_at: new Date(died_at),
    state: 'waiting',
    settled_at: null,
    settled_by: null,
  };
}

async function rowsOf(db: Db, found: readonly DeadMessageDoc[]): Promise<DeadRow[]> {
  const people = await namesOf(
    db,
    found.flatMap(({ settled_by }) => (settled_by ? [settled_by] : [])),
  );
  return found.map(({ _id, body, encoding, died_at, settled_at, settled_by, ...rest }) => ({
    id: _id,
    ...rest,
    body: Buffer.from(body, encoding),
    died_at: died_at.getTime(),
    settled_at: settled_at?.getTime() ?? null,
    settled_by: settled_by && (people.get(settled_by.toHexString())?.name ?? ''),
  }));
}
