import { randomUUID } from 'node:crypto';
import { ObjectId } from 'mongodb';
import { type Walker, walker } from '../../../support/candidate.ts';
import type { Draw } from '../../../support/kills/draw.ts';
import { waitFor } from '../../../support/wait.ts';
import { type Day, type Online, type StaffMember, someoneOnline } from './cast.ts';
import type { Ground } from './ground.ts';

/** Somebody who books, by Telegram or by a page of their own. */
export type Client = {
  readonly name: string;
  readonly userId: string;
  readonly telegram: Walker | null;
  readonly online: Online | null;
};

/** A process may be away for as long as its successor takes to start. */
export const patient = { timeoutMs: 240_000 };

/** Who is booked and who works here, and how they ask for something by the API. */
export class Board {
  readonly ground: Ground;
  readonly staff: readonly StaffMember[];
  readonly draw: Draw;
  readonly clients: Client[] = [];
  /** Booked, and nobody is at it. */
  free: Client[] = [];
  day: Day;

  constructor(ground: Ground, staff: readonly StaffMember[], draw: Draw, day: Day) {
    this.ground = ground;
    this.staff = staff;
    this.draw = draw;
    this.day = day;
  }

  async newcomer(how: 'telegram' | 'online'): Promise<Client> {
    const name = `Candidate${String(this.clients.length + 1).padStart(3, '0')}`;
    const place = this.clients.push({ name, userId: '', telegram: null, online: null }) - 1;
    const { house } = this.ground;
    const telegram = how === 'telegram' ? await walker(house, name, this.day.event, patient.timeoutMs) : null;
    const online = telegram ? null : await someoneOnline(this.ground, name);
    const userId = telegram?.person.userId ?? online?.userId ?? '';
    const client = { name, userId, telegram, online };
    this.clients[place] = client;
    return client;
  }

  /** Takes somebody who is booked, so that only one act is about them. */
  takes(fits: (client: Client) => boolean = () => true): Client | undefined {
    const found = this.draw.oneOf(this.free.filter(fits));
    this.free = this.free.filter((one) => one !== found);
    return found;
  }

  member(role?: StaffMember['role']): StaffMember {
    const found = this.draw.oneOf(this.staff.filter((one) => role === undefined || one.role === role));
    if (!found) throw new Error('nobody works here');
    return found;
  }

  async bookingOf({ userId }: Client) {
    const user_id = new ObjectId(userId);
    const event_id = new ObjectId(this.day.event);
    return this.ground.house.db
      .collection('bookings')
      .findOne({ user_id, event_id }, { sort: { created_at: -1 } });
  }

  async freeSlot(besides?: unknown): Promise<string> {
    const all = await this.ground.house.db
      .collection('interview_slots')
      .find({ event_id: new ObjectId(this.day.event) })
      .toArray();
    const left = all.filter(
      (slot) =>
        (slot['booked_users'] as unknown[]).length < Number(slot['max_users']) &&
        slot._id.toHexString() !== String(besides),
    );
    const found = this.draw.oneOf(left);
    if (!found) throw new Error('no seat is left');
    return found._id.toHexString();
  }

  /** As somebody of the staff or a candidate on their page; asked with the same key until there is an answer. */
  async asks(path: string, body: object, by: { userId: string; role: string; channel: string }) {
    const { env } = this.ground.house;
    const headers = {
      authorization: `Bearer ${env['API_TOKEN']}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      'x-initiated-by-user-id': by.userId,
      'x-initiated-by-role': by.role,
      'x-initiated-by-channel': by.channel,
    };
    return waitFor(
      `an answer to ${path}`,
      async () => {
        const url = `${env['API_URL']}${path}`;
        const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
        const text = await answer.text();
        const isNone = answer.status >= 500 || text.includes('"in_progress"');
        if (isNone) throw new Error(`${answer.status}: ${text}`);
        return { status: answer.status, text };
      },
      patient.timeoutMs,
    );
  }
}

export const asStaff = ({ person, role }: StaffMember) => ({
  userId: person.userId,
  role,
  channel: 'panel',
});
export const asClient = ({ userId }: Client) => ({ userId, role: 'candidate', channel: 'web' });
