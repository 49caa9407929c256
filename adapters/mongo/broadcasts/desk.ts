import { type Collection, type Db, type Filter, ObjectId } from 'mongodb';
import type { BroadcastRow, BroadcastShown, BroadcastStore, Draft } from '../../../admin/broadcasts/ports.ts';
import {
  type BroadcastCommand,
  broadcastCommandSchema,
} from '../../../contracts/events/broadcast-command.ts';
import type { InitiatedBy } from '../../../core/booking/words.ts';
import { underWay } from '../../../core/broadcasts/words.ts';
import { isObjectId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { BroadcastDoc } from '../documents/broadcast.ts';
import { inserted } from '../errors.ts';
import { asUserId, idOf, oid } from '../ids.ts';
import { titlesOf } from '../panel/names.ts';
import { commandHash } from './keep.ts';
import { countNeverStarted, countRecipients } from './ledger.ts';
import { peopleNamed } from './named.ts';
import { reachOf } from './reach.ts';
import { readTroubles } from './troubles.ts';

/** So long it may take until what the broker has is begun. */
const patienceMs = 60_000;
const isFresh = ({ handed_over_at }: BroadcastDoc, now: number): boolean =>
  handed_over_at !== undefined && now - handed_over_at.getTime() < patienceMs;

/** Announcements as staff write, send and follow them. */
export function createBroadcastStore(db: Db, now: () => Promise<number>): BroadcastStore {
  const { broadcasts } = collections(db);
  const ours = (company: string, id: string) =>
    isObjectId(id) ? { _id: new ObjectId(id), company_id: company } : null;
  return {
    async list(company, after, most) {
      const older = after !== undefined && isObjectId(after) ? { _id: { $lt: new ObjectId(after) } } : {};
      const found = await broadcasts
        .find({ company_id: company, ...older })
        .sort({ _id: -1 })
        .limit(most + 1)
        .toArray();
      const shown = await rowsOf(db, found.slice(0, most));
      const last = shown.at(-1);
      return { rows: shown, ...(found.length > most && last ? { next: last.broadcast_id } : {}) };
    },
    underWay: (company, most) => readUnderWay(db, company, most),
    async find(company, id) {
      const which = ours(company, id);
      const row = which && (await broadcasts.findOne(which));
      const [shown] = row ? await rowsOf(db, [row]) : [];
      if (!row || !shown) return undefined;
      return {
        ...shown,
        just_handed_over: isFresh(row, await now()),
        never_started: await countNeverStarted(db, row._id),
        rev: row.draft_rev ?? 0,
        typed: row.typed ?? '',
        people: (row.people ?? []).map(asUserId),
      } satisfies BroadcastShown;
    },
    async save(company, draft, by, asked) {
      if (asked === undefined || 'once' in asked) {
        const _id = asked ? idOf('broadcast', company, asked.once) : new ObjectId();
        const row = newDraft(_id, company, { draft, by }, await now());
        await inserted(() => broadcasts.insertOne(row));
        return row.command_id;
      }
      const { id, rev } = asked;
      const which = ours(company, id);
      const change = { $set: { ...written(draft, id), draft_rev: rev + 1 } };
      const done = which && (await broadcasts.updateOne({ ...which, ...draftOf(rev) }, change));
      return done?.matchedCount === 1 ? id : undefined;
    },
    async remove(company, id) {
      const which = ours(company, id);
      return which !== null && (await broadcasts.deleteOne({ ...which, status: 'draft' })).deletedCount === 1;
    },
    async approve(company, id) {
      const which = ours(company, id);
      const row = which && (await broadcasts.findOne({ ...which, command_id: id }));
      if (!row) return undefined;
      const command = broadcastCommandSchema.parse(row.command);
      // Names as they were typed are for the form only: what is sent knows people by their ids.
      const set = { status: 'stored' as const, command_hash: commandHash(row.command), typed: '' };
      await broadcasts.updateOne({ ...which, status: 'draft' }, { $set: set });
      return command;
    },
    stop: (company, id) => stopStored(broadcasts, ours(company, id)),
    async handedOver(company, id) {
      const which = ours(company, id);
      if (which) await broadcasts.updateOne(which, { $set: { handed_over_at: new Date(await now()) } });
    },
    reach: async (company, draft) => reachOf(db, company, draft, await now()),
    named: (company, entries) => peopleNamed(db, company, entries),
    troubles: (company, id, after, most) => readTroubles(db, company, id, { after, most }),
    event: (company, id) => eventOf(db, company, id),
  };
}

async function readUnderWay(db: Db, company: string, most: number) {
  const { broadcasts } = collections(db);
  const theirs = { company_id: company, status: { $in: [...underWay] } };
  const [total, found] = await Promise.all([
    broadcasts.countDocuments(theirs),
    broadcasts.find(theirs).sort({ _id: 1 }).limit(most).toArray(),
  ]);
  return { total, rows: await rowsOf(db, found) };
}

const draftOf = (rev: number): Filter<BroadcastDoc> => ({
  status: 'draft',
  draft_rev: rev === 0 ? { $exists: false } : rev,
});

const eventOf: (
  db: Db,
  ...which: Parameters<BroadcastStore['event']>
) => ReturnType<BroadcastStore['event']> = async (db, company, id) => {
  const which = { _id: oid(id), company_id: company };
  const found = await collections(db).events.findOne(which, { projection: { status: 1 } });
  return found ? { open: found.status === 'open' } : undefined;
};

/** The one write that decides: a run begins by the same. */
async function stopStored(
  broadcasts: Collection<BroadcastDoc>,
  which: Filter<BroadcastDoc> | null,
): Promise<boolean> {
  if (!which) return false;
  // A run that comes after all has nobody to look up.
  const stopped = { status: 'cancelled' as const, rows: 0, settled_at: new Date() };
  const done = await broadcasts.updateOne({ ...which, status: 'stored' }, { $set: stopped });
  return done.modifiedCount === 1;
}

async function rowsOf(db: Db, found: readonly BroadcastDoc[]): Promise<BroadcastRow[]> {
  const read = found.map((row) => ({ row, command: readable(row) }));
  const ids = read.flatMap(({ command }) => command.event_id ?? []);
  const [titles, countsOf] = await Promise.all([
    titlesOf(
      db,
      ids.map((id) => new ObjectId(id)),
    ),
    countRecipients(
      db,
      found.map(({ _id }) => _id),
    ),
  ]);
  return read.map(({ row, command }) => ({
    broadcast_id: row._id.toHexString(),
    status: row.status,
    command,
    event: titles.get(command.event_id ?? '') ?? null,
    created_at: row.created_at.getTime(),
    settled_at: row.settled_at?.getTime() ?? null,
    recalled_at: row.recalled_at?.getTime() ?? null,
    reason: row.reason,
    counts: countsOf(row._id),
    counting: row.rows === undefined && whileCounting.some((status) => status === row.status),
  }));
}

const whileCounting = ['sending', 'paused', 'cancelled'] as const;

/** A command that an older version stored, and that is none for this one, is shown without its words. */
function readable({ command }: BroadcastDoc): BroadcastCommand {
  const read = broadcastCommandSchema.safeParse(command);
  return read.success ? read.data : { action: 'post_broadcast', message_text: '–' };
}

const written = ({ command, people, typed }: Draft, id: string) => ({
  // What has no value is left out: the bot will send the same, and is known by it.
  command: JSON.parse(
    JSON.stringify(broadcastCommandSchema.parse({ ...command, broadcast_id: id })),
  ) as Readonly<Record<string, unknown>>,
  people: people.map(oid),
  typed,
});

function newDraft(
  _id: ObjectId,
  company: string,
  { draft, by }: { readonly draft: Draft; readonly by: InitiatedBy },
  at: number,
): BroadcastDoc {
  const id = _id.toHexString();
  return {
    _id,
    command_id: id,
    command_hash: '',
    nth: null,
    ...written(draft, id),
    company_id: company,
    created_at: new Date(at),
    status: 'draft',
    chat_id: null,
    message_id: null,
    reason: null,
    settled_at: null,
    by,
  };
}
