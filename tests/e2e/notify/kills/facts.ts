import type { ObjectId } from 'mongodb';
import { collections } from '../../../../adapters/mongo/collections.ts';
import type { BookingAuditDoc, ToldDoc } from '../../../../adapters/mongo/documents/booking.ts';
import type { House } from '../../../support/house.ts';
import type { SentRow } from '../../../support/kills/unknown.ts';

type Place = { readonly slot: string; readonly at: number };
/** One row of the journal that was announced. */
export type Fact = {
  readonly type: string;
  readonly booking: string;
  readonly rev: number;
  readonly client: string;
  readonly by: string | null;
  readonly reason: string | null;
  readonly old: Place | null;
  readonly new: Place | null;
};

export type Row = SentRow & {
  readonly user: string;
  readonly what: string;
  readonly inBrowser: boolean;
};

export type Books = {
  readonly facts: readonly Fact[];
  /** Who leads a slot. */
  readonly leads: ReadonlyMap<string, string>;
  readonly ledger: readonly Row[];
  readonly kept: number;
};

const hex = (id: ObjectId): string => id.toHexString();
const placeOf = (told: ToldDoc | null): Place | null =>
  told && { slot: hex(told.slot_id), at: told.starts_at.getTime() };

/** Of their own taps the journal says only that it was the candidate. */
export const whoDid = ({
  initiated_by: { user_id, role },
  user_id: candidate,
}: Pick<BookingAuditDoc, 'initiated_by' | 'user_id'>): string | null =>
  user_id ?? (role === 'candidate' ? hex(candidate) : null);

export async function readBooks({ db }: House): Promise<Books> {
  const { audit, slots, heldNotices } = collections(db);
  const [journal, allSlots, ledger, kept] = await Promise.all([
    audit.find({ kind: 'booking', announce: { $ne: null } }).toArray(),
    slots.find().toArray(),
    db.collection('deliveries').find().toArray(),
    heldNotices.countDocuments(),
  ]);
  return {
    facts: journal
      .map(
        (row): Fact => ({
          type: row.announce ?? '',
          booking: hex(row.booking_id),
          rev: row.rev,
          client: hex(row.user_id),
          by: whoDid(row),
          reason: row.reason,
          old: placeOf(row.old),
          new: placeOf(row.new),
        }),
      )
      .toSorted((one, other) => one.booking.localeCompare(other.booking) || one.rev - other.rev),
    leads: new Map(
      allSlots.flatMap(({ _id, specialist_id }) =>
        specialist_id ? [[hex(_id), hex(specialist_id)] as const] : [],
      ),
    ),
    ledger: ledger.map((row) => ({
      key: String(row._id),
      user: String(row['user_id']),
      what: String(row['what']),
      state: String(row['state']),
      resent: Number(row['resent']),
      claimedAt: Number(row['claimed_at']),
      settledAt: Number(row['settled_at']),
      inBrowser: row['channel'] === 'web_push',
    })),
    kept,
  };
}
