import { createHash } from 'node:crypto';
import { type Collection, type Db, ObjectId } from 'mongodb';
import type { BroadcastCommands } from '../../../admin/ports.ts';
import type { KeptCommand } from '../../../contracts/api/broadcasts.ts';
import { defaultCompany } from '../../../core/shared/company.ts';
import { isObjectId } from '../../../core/shared/ids.ts';
import { collections } from '../collections.ts';
import type { BroadcastDoc } from '../documents/broadcast.ts';
import { inserted } from '../errors.ts';
import type { Index } from '../indexes.ts';

export const broadcastIndexes: readonly Index[] = [
  {
    collection: 'broadcasts',
    keys: { command_id: 1 },
    options: {
      name: 'one_broadcast_per_command',
      unique: true,
      partialFilterExpression: { command_id: { $exists: true } },
    },
    guards: 'a redelivered command would be announced twice',
  },
  {
    collection: 'broadcasts',
    keys: { command_hash: 1, nth: -1 },
    options: { name: 'broadcasts_by_content' },
    guards: 'knowing a command by its content reads every command there ever was',
  },
];

/** SPEC §11: the same within this is one command, when its publisher gives no ids. */
const oneCommandMs = 10 * 60_000;
const tries = 5;

type Kept = { readonly broadcast_id: string };
const kept = ({ _id }: { readonly _id: ObjectId }): Kept => ({ broadcast_id: _id.toHexString() });

export function createBroadcastCommands(db: Db, now: () => Promise<number>): BroadcastCommands {
  const broadcasts = db.collection<BroadcastDoc>('broadcasts');
  return {
    async keep(command) {
      const whose = { ...command, company_id: await companyOf(db, command) };
      return command.id_from === 'body'
        ? keepByContent(broadcasts, whose, now)
        : keepById(broadcasts, whose, now);
    },
  };
}

type Whose = KeptCommand & { readonly company_id: string };

/** A command speaks for the company of the event it names; one that names none for the default company. */
async function companyOf(db: Db, { body: { event_id } }: KeptCommand): Promise<string> {
  if (typeof event_id !== 'string' || !isObjectId(event_id)) return defaultCompany;
  const { events } = collections(db);
  const event = await events.findOne({ _id: new ObjectId(event_id) }, { projection: { company_id: 1 } });
  return event?.company_id ?? defaultCompany;
}

async function keepById(
  broadcasts: Collection<BroadcastDoc>,
  command: Whose,
  now: () => Promise<number>,
): Promise<Kept | undefined> {
  const row = newRow(command, command.command_id, null, await now());
  if (await inserted(() => broadcasts.insertOne(row))) return kept(row);
  const standing = await broadcasts.findOne(
    { command_id: row.command_id },
    { projection: { command_hash: 1 } },
  );
  return standing?.command_hash === row.command_hash ? kept(standing) : undefined;
}

/** The newest of the same content decides; the unique id lets only one of several readers make the next. */
async function keepByContent(
  broadcasts: Collection<BroadcastDoc>,
  command: Whose,
  now: () => Promise<number>,
): Promise<Kept | undefined> {
  const command_hash = commandHash(command.body);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const at = await now();
    const [newest] = await broadcasts
      .find({ command_hash, nth: { $ne: null } })
      .sort({ nth: -1 })
      .limit(1)
      .toArray();
    if (newest && (command.redelivered || at - newest.created_at.getTime() < oneCommandMs))
      return kept(newest);
    const nth = (newest?.nth ?? -1) + 1;
    const row = newRow(command, nth === 0 ? command.command_id : `${command.command_id}:${nth}`, nth, at);
    if (await inserted(() => broadcasts.insertOne(row))) return kept(row);
  }
  return undefined;
}

/** The same command has the same, whoever stored it. */
export const commandHash = (body: KeptCommand['body']): string =>
  createHash('sha256').update(JSON.stringify(body)).digest('hex');

const newRow = (command: Whose, command_id: string, nth: number | null, at: number): BroadcastDoc => ({
  _id: new ObjectId(),
  command_id,
  command_hash: commandHash(command.body),
  nth,
  command: command.body,
  company_id: command.company_id,
  created_at: new Date(at),
  status: 'stored',
  chat_id: null,
  message_id: null,
  reason: null,
  settled_at: null,
});
