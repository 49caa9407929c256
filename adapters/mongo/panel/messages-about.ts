import type { Db } from 'mongodb';
import type { OneBooking, TimelineRow } from '../../../admin/panel/ports/booking.ts';
import { notifyRoles } from '../../../core/notify/words.ts';
import { oid } from '../ids.ts';
import type { DeliveryDoc } from '../messages/deliveries.ts';
import { namesOf } from './names.ts';

type Whose = Pick<OneBooking, 'booking_id' | 'event_id' | 'user_id'>;
type Message = Extract<TimelineRow, { readonly kind: 'message' }>;
type Row = Omit<DeliveryDoc, 'open' | 'message_id' | 'finished' | 'trace_id'>;

const fields = {
  event_id: 1,
  user_id: 1,
  what: 1,
  booking_ids: 1,
  channel: 1,
  state: 1,
  resent: 1,
  detail: 1,
  claimed_at: 1,
} as const;
/** More lines than this nobody reads on one page. */
const most = 500;

/** Everything that was sent about one booking, to whomever, and what its candidate got before there was one. */
export async function messagesAbout(db: Db, { booking_id, event_id, user_id }: Whose): Promise<Message[]> {
  const deliveries = db.collection<Row>('deliveries');
  const projection = fields;
  // One field each: where several are asked for at once, the embedded engine reads every message ever sent.
  const [about, theirs] = await Promise.all([
    deliveries
      .find({ booking_ids: oid(booking_id) }, { projection })
      .limit(most)
      .toArray(),
    deliveries.find({ user_id: oid(user_id) }, { projection }).toArray(),
  ]);
  const before = theirs.filter((row) => !row.booking_ids && row.event_id?.equals(oid(event_id)));
  const rows = [...about, ...before.slice(0, most)];
  const names = await namesOf(
    db,
    rows.flatMap((row) => row.user_id ?? []),
  );
  return rows.map((row) => {
    const to = row.user_id?.toHexString() ?? '';
    return {
      kind: 'message',
      at: row.claimed_at.getTime(),
      what: row.what,
      to: { name: names.get(to)?.name ?? '', role: roleOf(row, to === user_id) },
      channel: row.channel ?? 'telegram',
      state: row.state,
      why: row.state === 'failed' || row.state === 'blocked' ? row.detail : null,
      resent: row.resent > 0,
    };
  });
}

/** Who hears of others' bookings may have one of their own: the message says as what it was meant for them. */
const roleOf = ({ what }: Row, isTheirs: boolean): Message['to']['role'] =>
  notifyRoles.find((role) => what.endsWith(`:${role}`)) ?? (isTheirs ? 'client' : null);
