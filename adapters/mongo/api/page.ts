import { type Collection, type Filter, ObjectId, type Sort } from 'mongodb';
import type { PageWanted } from '../../../admin/ports/page.ts';

type Row = { readonly _id: ObjectId };
type Found<Doc> = { readonly rows: readonly Doc[]; readonly next?: string };

/** By their ids, which rise with time, the newest first: what is added meanwhile stands before the first page. */
export async function pageOf<Doc extends Row>(
  rows: Collection<Doc>,
  filter: Filter<Doc>,
  { limit, cursor }: PageWanted,
): Promise<Found<Doc>> {
  const behind = cursor === undefined ? {} : { _id: { $lt: new ObjectId(idIn(cursor)) } };
  const found = await take(rows, { ...filter, ...behind }, { _id: -1 }, limit);
  return paged(found, limit, (last) => last._id.toHexString());
}

/** Of rows whose ids say nothing of time: by an instant of theirs, and the id where it is the same. */
export async function pageByTime<Field extends string, Doc extends Row & Readonly<Record<Field, Date>>>(
  rows: Collection<Doc>,
  filter: Filter<Doc>,
  { limit, cursor }: PageWanted,
  { field, first }: { readonly field: Field; readonly first: 'newest' | 'earliest' },
): Promise<Found<Doc>> {
  const [direction, beyond] = first === 'newest' ? ([-1, '$lt'] as const) : ([1, '$gt'] as const);
  const behind = cursor === undefined ? {} : { $or: behindOf(cursor, field, beyond) };
  const both = { $and: [filter, behind] } as Filter<Doc>;
  const found = await take(rows, both, { [field]: direction, _id: direction }, limit);
  return paged(found, limit, (last) => `${last[field].getTime()}~${last._id.toHexString()}`);
}

const idIn = (cursor: string): string => cursor.slice(cursor.indexOf('~') + 1);

function behindOf(cursor: string, field: string, beyond: '$lt' | '$gt') {
  const at = new Date(Number(cursor.slice(0, Math.max(0, cursor.indexOf('~')))));
  return [{ [field]: { [beyond]: at } }, { [field]: at, _id: { [beyond]: new ObjectId(idIn(cursor)) } }];
}

const take = async <Doc extends Row>(
  rows: Collection<Doc>,
  filter: Filter<Doc>,
  sort: Sort,
  limit: number,
): Promise<readonly Doc[]> =>
  (await rows
    .find(filter)
    .sort(sort)
    .limit(limit + 1)
    .toArray()) as unknown as Doc[];

/** One more than asked for was taken: so it is known whether there are more. */
function paged<Doc>(found: readonly Doc[], limit: number, place: (last: Doc) => string): Found<Doc> {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, ...(found.length > limit && last ? { next: place(last) } : {}) };
}
