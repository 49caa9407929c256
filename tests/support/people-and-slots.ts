import type { Db } from 'mongodb';
import { ObjectId } from 'mongodb';
import type { BookingDoc } from '../../adapters/mongo/documents/booking.ts';
import type { WebhookDoc } from '../../adapters/mongo/documents/webhook.ts';
import { createEvent } from '../../adapters/mongo/events.ts';
import { oid } from '../../adapters/mongo/ids.ts';
import { createNotifyDesk } from '../../adapters/mongo/notify/desk.ts';
import { createPerson } from '../../adapters/mongo/people.ts';
import { insertSlots } from '../../adapters/mongo/slots.ts';
import type { EventId, SlotId, UserId } from '../../core/shared/ids.ts';
import { farDay } from './seed-data.ts';

export type Company = {
  readonly name: string;
  readonly event: EventId;
  readonly slot: SlotId;
  readonly user: UserId;
  readonly telegram_id: number;
  readonly booking: string;
  readonly webhook: string;
  readonly ad: string;
  readonly setting: string;
};

let accounts = 900_000;

/** One of each, as the product itself makes them. */
export async function aCompany(db: Db, name: string): Promise<Company> {
  accounts += 1;
  const telegram_id = accounts;
  const event = await createEvent(db, { title: `Of ${name}`, company_id: name, status: 'open' }, Date.now());
  const [slot] = await insertSlots(db, event, [
    { day: farDay, time: '14:00', duration_minutes: 30, max_users: 2, location: `Office of ${name}` },
  ]);
  const named = { first_name: `Anna of ${name}`, company_id: name, telegram_id };
  const user = await createPerson(db, named, Date.now());
  if (!slot || !user) throw new Error('nothing was made');
  const booking = await aBooking(db, { name, event, slot, user });
  const hook: WebhookDoc = {
    _id: new ObjectId(),
    company_id: name,
    url: `http://127.0.0.1:9/${name}`,
    types: ['booking.done'],
    description: null,
    secret: 'whsec_AAAA',
    status: 'active',
    paused_because: null,
    created_at: new Date(),
  };
  await db.collection<WebhookDoc>('webhooks').insertOne(hook);
  const settled = await settledBy(db, name);
  return { name, event, slot, user, telegram_id, booking, webhook: hook._id.toHexString(), ...settled };
}

async function settledBy(db: Db, name: string): Promise<Pick<Company, 'ad' | 'setting'>> {
  const desk = createNotifyDesk(db);
  const text = { content_tg: `<b>Ad of ${name}</b>`, content_html: null };
  const ad = await desk.addAd(name, { name: `Of ${name}`, ...text, active: true, valid_until: null });
  const setting = await desk.addSetting(name, {
    event_type: 'slot_changed',
    recipient_role: 'specialist',
    channel: 'web_push',
    enabled: true,
    ad_template_id: ad.ad_template_id,
  });
  return { ad: ad.ad_template_id, setting: setting?.setting_id ?? '' };
}

export async function aBooking(
  db: Db,
  { name, event, slot, user }: Pick<Company, 'name' | 'event' | 'slot' | 'user'>,
  more: Partial<BookingDoc> = {},
): Promise<string> {
  const at = new Date();
  const row: BookingDoc = {
    _id: new ObjectId(),
    user_id: oid(user),
    event_id: oid(event),
    company_id: name,
    workflow_id: 'none',
    slot_id: oid(slot),
    date: at,
    time: '14:00',
    starts_at: new Date(`${farDay}T11:00:00Z`),
    location: `Office of ${name}`,
    audience: null,
    status: 'booked',
    active: false,
    number: new ObjectId().toHexString().slice(-10).toUpperCase(),
    rev: 1,
    op_seq: 1,
    last_op: 1,
    holds: [],
    refused: null,
    previous: null,
    moves: 0,
    reply: null,
    arrived_at: null,
    cancelled: null,
    outcome: null,
    reminded: [],
    due_at: null,
    informed: null,
    rank: 0,
    last_change: null,
    created_at: at,
    booked_at: at,
    updated_at: at,
    ...more,
  };
  await db.collection<BookingDoc>('bookings').insertOne(row);
  return row._id.toHexString();
}
