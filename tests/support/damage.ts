import { ObjectId } from 'mongodb';
import { type House, moscow } from './house.ts';
import { book, bookingOf, type Candidate, slotDoc } from './journey.ts';
import type { Reconciler } from './reconciling.ts';
import { waitFor } from './wait.ts';

export const oidOf = (id: string): ObjectId => new ObjectId(id);

const atOnce = 10;

/** What somebody with a shell on the database does to it, past all rules. */
export class Damage {
  readonly house: House;
  readonly reconciler: Reconciler;

  constructor(house: House, reconciler: Reconciler) {
    this.house = house;
    this.reconciler = reconciler;
  }

  get slots() {
    return this.house.db.collection<{ seats: object[]; booked_users: ObjectId[] }>('interview_slots');
  }

  get bookings() {
    return this.house.db.collection('bookings');
  }

  get journal() {
    return this.house.db.collection<{ _id: string; published_at: Date | null }>('audit_log');
  }

  /** Somebody with a booking made by taps, with nothing under way any more, in an event with two times. */
  async booked(name: string, capacity = 2) {
    const event = await this.house.event({
      starts: [moscow(3, '15:00'), moscow(3, '16:00')],
      capacity,
    });
    const [slot = '', other = ''] = event.slots;
    const person = await this.house.person(name);
    await book(person, event.id);
    await this.reconciler.untilAtRest(event.id, person);
    return { event: event.id, slot, other, person, booking: await this.bookingIn(person, event.id) };
  }

  /** So many people with a booking of that event, made by taps; nothing is under way any more. */
  async crowd(size: number, event: string): Promise<readonly Candidate[]> {
    const people: Candidate[] = [];
    for (let index = 0; index < size; index += 1) people.push(await this.house.person(`Person ${index}`));
    for (let from = 0; from < size; from += atOnce)
      await Promise.all(people.slice(from, from + atOnce).map((person) => book(person, event)));
    await this.reconciler.untilAtRest(event, ...people);
    return people;
  }

  /** What of an event's bookings stays the same, whatever becomes of their workflows. */
  async standing(event: string) {
    const docs = await this.bookings
      .find({ event_id: oidOf(event) })
      .sort({ _id: 1 })
      .toArray();
    return docs.map(({ op_seq: _op, updated_at: _at, ...rest }) => rest);
  }

  async bookingIn(person: Candidate, event: string) {
    const found = await bookingOf(this.house, person, event);
    if (!found) throw new Error('there is no booking');
    return found;
  }

  seat(user: string, booking = new ObjectId()) {
    return { user_id: oidOf(user), booking_id: booking, op: 1, at: new Date() };
  }

  async setSeats(slot: string, seats: readonly ReturnType<Damage['seat']>[]): Promise<void> {
    await this.slots.updateOne(
      { _id: oidOf(slot) },
      { $set: { seats: [...seats], booked_users: seats.map((seat) => seat.user_id) } },
    );
  }

  /** The slot's only seat is the rival's, who booked it in earnest: whoever had it before has lost it. */
  async takenOver(slot: string, event: string, rival: Candidate): Promise<void> {
    const only = { _id: oidOf(slot) };
    await this.slots.updateOne(only, { $set: { max_users: 2 } });
    await book(rival, event);
    await this.reconciler.untilAtRest(event, rival);
    const { seats } = (await slotDoc(this.house, slot)) as unknown as { seats: { user_id: ObjectId }[] };
    const theirs = seats.filter((seat) => seat.user_id.toHexString() === rival.userId);
    await this.slots.updateOne(only, {
      $set: { max_users: 1, seats: theirs, booked_users: [oidOf(rival.userId)] },
    });
  }

  async takenIn(slot: string): Promise<readonly string[]> {
    const taken = (await slotDoc(this.house, slot))?.['booked_users'] as ObjectId[];
    return taken.map((id) => id.toHexString());
  }

  async untilTaken(slot: string, ...people: readonly Candidate[]): Promise<void> {
    const wanted = people.map((person) => person.userId).join();
    await waitFor(
      `the seats of ${wanted || 'nobody'}`,
      async () => (await this.takenIn(slot)).join() === wanted || undefined,
    );
  }
}
