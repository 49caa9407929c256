import type { Db } from 'mongodb';
import type { Feed, FeedSlot } from '../../../core/messages/feed.ts';
import { collections } from '../collections.ts';
import type { SlotDoc } from '../documents/slot.ts';
import { asSlotId } from '../ids.ts';
import { inParts } from '../in-parts.ts';
import type { FeedDoc } from './feeds.ts';
import { nameOf, namesOf } from './names.ts';

const backMs = 30 * 86_400_000;
const mostSlots = 1_000;
const shown = ['booked', 'done', 'no_show'] as const;

/** The slots of one feed in which somebody is booked. Undefined: whose it was leads no interviews any more. */
export async function readFeed(db: Db, feed: FeedDoc, now: number): Promise<Feed | undefined> {
  const { events, slots, bookings, users } = collections(db);
  const whose = feed.specialist_id;
  const leader = whose && (await users.findOne({ _id: whose, company_id: feed.company_id }));
  if (whose && (!leader?.roles.includes('specialist') || leader.erased_at)) return undefined;
  const titles = await events
    .find({ company_id: feed.company_id }, { projection: { title: 1, rev: 1, place: 1 } })
    .toArray();
  const eventOf = new Map(titles.map((event) => [event._id.toHexString(), event]));
  const theirs = slots
    .find({
      ...(whose ? { specialist_id: whose } : { location: feed.location, audience: feed.audience }),
      starts_at: { $gte: new Date(now - backMs) },
    })
    .sort({ starts_at: 1 });
  const found: SlotDoc[] = [];
  for await (const slot of theirs) {
    // Another company's room may be called the same.
    if (eventOf.has(slot.event_id.toHexString())) found.push(slot);
    if (found.length === mostSlots) break;
  }
  const ids = found.map(({ _id }) => _id);
  const booked = (
    await inParts(ids, (some) =>
      bookings.find({ slot_id: { $in: some }, status: { $in: [...shown] } }).toArray(),
    )
  ).toSorted((one, other) => (one._id.toHexString() < other._id.toHexString() ? -1 : 1));
  const names = await namesOf(
    db,
    booked.map((row) => row.user_id),
  );
  const inSlot = Map.groupBy(booked, (row) => row.slot_id?.toHexString());
  return {
    name: leader ? nameOf(leader) : [feed.location, feed.audience].filter(Boolean).join(', '),
    lang: feed.lang,
    slots: found.flatMap((slot): FeedSlot[] => {
      const people = inSlot.get(slot._id.toHexString()) ?? [];
      const event = eventOf.get(slot.event_id.toHexString());
      if (people.length === 0 || !event) return [];
      const starts_at = slot.starts_at.getTime();
      return [
        {
          slot_id: asSlotId(slot._id),
          // Both only rise, so their sum does.
          sequence: slot.rev + event.rev,
          changed_at: Math.max(...people.map((row) => row.updated_at.getTime())),
          starts_at,
          ends_at: starts_at + slot.duration_minutes * 60_000,
          title: event.title,
          where: [slot.location ?? event.place.name, slot.audience].filter(Boolean).join(', '),
          seats: slot.max_users,
          people: people.map((row) => ({
            name: names.get(row.user_id.toHexString())?.name ?? '',
            number: row.number,
          })),
        },
      ];
    }),
  };
}
