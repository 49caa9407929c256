import { type Collection, type Filter, ObjectId } from 'mongodb';
import type { PageWanted } from '../../../admin/ports/page.ts';

type Row = { readonly _id: ObjectId };
type Found<Doc> = { readonly rows: readonly Doc[]; readonly next?: string };

/** The newest first. Ids rise with time: what is added meanwhile stands before the first page. */
export async function pageOf<Doc extends Row>(
  rows: Collection<Doc>,
  filter: Filter<Doc>,
  { limit, cursor }: PageWanted,
): Promise<Found<Doc>> {
  const behind = cursor === undefined ? {} : { _id: { $lt: new ObjectId(cursor) } };
  const found = (await rows
    .find({ ...filter, ...behind } as Filter<Doc>)
    .sort({ _id: -1 })
    .limit(limit + 1)
    .toArray()) as unknown as Doc[];
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, ...(found.length > limit && last ? { next: last._id.toHexString() } : {}) };
}
