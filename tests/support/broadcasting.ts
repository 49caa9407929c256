import { ObjectId } from 'mongodb';
import { createBookingCommands } from '../../adapters/temporal/booking-commands.ts';
import { createBroadcastControl } from '../../adapters/temporal/broadcast-control.ts';
import { openTemporal, type TemporalClient } from '../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import { broadcastOf } from './announcing.ts';
import type { House } from './house.ts';
import { type Candidate, patient } from './journey.ts';
import { waitFor } from './wait.ts';

type Row = {
  readonly _id: string;
  readonly user_id: ObjectId;
  readonly state: string;
  readonly reason: string | null;
  readonly owner: string;
  readonly message_id: number | null;
};

/** Announcements to many people, as their ledger and those people see them. */
export class Broadcasting {
  readonly house: House;
  readonly #temporal: TemporalClient;
  readonly control: ReturnType<typeof createBroadcastControl>;
  readonly bookings: ReturnType<typeof createBookingCommands>;

  constructor(house: House) {
    this.house = house;
    this.#temporal = openTemporal(loadTemporalConfig(house.env));
    this.control = createBroadcastControl(this.#temporal.client, 20_000);
    this.bookings = createBookingCommands(this.#temporal.client, 20_000);
  }

  get client() {
    return this.#temporal.client;
  }

  close(): Promise<void> {
    return this.#temporal.close();
  }

  /** People who have pressed Start: the bot may write to them. */
  async people(names: readonly string[]): Promise<readonly Candidate[]> {
    const people: Candidate[] = [];
    for (const name of names) {
      const person = await this.house.person(name);
      await person.sends('/help');
      people.push(person);
    }
    for (const person of people) await person.chat().waitForText('Commands', patient);
    return people;
  }

  row(text: string) {
    return waitFor(`"${text}" to be stored`, async () => (await broadcastOf(this.house, text)) ?? undefined);
  }

  async id(text: string): Promise<string> {
    return (await this.row(text))._id.toHexString();
  }

  async until(text: string, ...statuses: readonly string[]) {
    return waitFor(
      `"${text}" to be ${statuses.join(' or ')}`,
      async () => {
        const row = await broadcastOf(this.house, text);
        return row && statuses.includes(String(row['status'])) ? row : undefined;
      },
      120_000,
    );
  }

  rows(id: string): Promise<Row[]> {
    return this.house.db
      .collection<Row & { readonly broadcast_id: ObjectId }>('broadcast_recipients')
      .find({ broadcast_id: new ObjectId(id) })
      .sort({ n: 1 })
      .toArray();
  }

  /** How many of each state. */
  async counts(id: string): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { state } of await this.rows(id)) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  }

  async rowOf(id: string, person: Candidate): Promise<Row | undefined> {
    return (await this.rows(id)).find(({ user_id }) => user_id.toHexString() === person.userId);
  }

  /** How often each of them sees it. */
  async seen(people: readonly Candidate[], text: string): Promise<number[]> {
    const seen: number[] = [];
    for (const person of people)
      seen.push((await person.chat().messages()).filter((one) => one.text === text).length);
    return seen;
  }
}
