import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { ObjectId } from 'mongodb';
import { createPerson } from '../../adapters/mongo/people.ts';
import { createBookingCommands } from '../../adapters/temporal/booking-commands.ts';
import { openTemporal, type TemporalClient } from '../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../config/load.ts';
import { bookingButton } from '../../contracts/callback-data.ts';
import { bookingWorkflowId } from '../../contracts/workflows/booking.ts';
import { eventId, slotId, userId } from '../../core/shared/ids.ts';
import { dayAfter, dayOf, slotInstants } from '../../core/time/slot-instants.ts';
import type { QuietHours } from '../../core/time/staff-hours.ts';
import { House, type HouseOptions } from '../../tests/support/house.ts';
import { type Candidate, type Message, patient, slotLabels } from '../../tests/support/journey.ts';
import { waitFor } from '../../tests/support/wait.ts';

type Identified = { readonly userId: string };
export type Event = { readonly id: string; readonly slots: readonly string[] };

/** What a story needs: the whole product, people in it, its clock and the workflows behind them. */
export class Scene {
  readonly house: House;
  readonly #temporal: TemporalClient;
  readonly commands: ReturnType<typeof createBookingCommands>;
  #offsetMs = 0;

  private constructor(house: House) {
    this.house = house;
    this.#temporal = openTemporal(loadTemporalConfig(house.env));
    this.commands = createBookingCommands(this.#temporal.client);
  }

  static async open(what: string, options: HouseOptions = {}): Promise<Scene> {
    return new Scene(await House.open(what, { apart: true, ...options }));
  }

  async close(): Promise<void> {
    await this.#temporal.close();
    await this.house.close();
  }

  get client(): Client {
    return this.#temporal.client;
  }

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** That time of day by Moscow's clock, so many days from the day it is here. */
  at(days: number, time: string): number {
    return slotInstants(dayAfter(dayOf(this.now()), days), time, 30).starts_at;
  }

  async goTo(instant: number): Promise<void> {
    await this.house.goTo({ instant });
    this.#offsetMs = instant - Date.now();
  }

  advance(minutes: number): Promise<void> {
    return this.goTo(this.now() + minutes * 60_000);
  }

  /** Two times, one of them in two days at 14:00, unless told otherwise. */
  event(given: Partial<Parameters<House['event']>[0]> = {}): Promise<Event> {
    return this.house.event({ starts: [this.at(2, '14:00'), this.at(3, '15:00')], ...given });
  }

  /** Settings of an event that the house has no word for. */
  async set(event: Event, fields: Readonly<Record<string, unknown>>): Promise<void> {
    await this.house.db.collection('events').updateOne({ _id: new ObjectId(event.id) }, { $set: fields });
  }

  /** Of the company; null: none. */
  async quiet(quiet_hours: QuietHours | null): Promise<void> {
    await this.house.db
      .collection<{ _id: string }>('settings')
      .updateOne({ _id: 'company:default' }, { $set: { quiet_hours } }, { upsert: true });
  }

  /** Somebody who has pressed Start: the bot may write to them. */
  async spokenTo(): Promise<Candidate> {
    const person = await this.person();
    await person.sends('/help');
    await this.sees(person, 'Commands');
    return person;
  }

  person(name = 'Anna', options?: { allowed?: boolean }): Promise<Candidate> {
    return this.house.person(name, options);
  }

  /** Presses Sign Up below a message of the bot, as one would below an announcement. */
  async signsUp(person: Candidate, event: Event): Promise<Message> {
    await person.sends('/help');
    const below = await person.chat().waitForText('Commands', patient);
    const { message_id } = below;
    await person.forges(bookingButton(eventId(event.id), { kind: 'sign_up' }), { message_id });
    return this.sees(person, 'Please choose a time');
  }

  async chooses(person: Candidate, event: Event, at = 0): Promise<Message> {
    const list = await this.signsUp(person, event);
    await person.tap(slotLabels(list)[at] ?? 'no time is offered');
    return this.sees(person, 'The seat is held');
  }

  async books(person: Candidate, event: Event, at = 0): Promise<Message> {
    await this.chooses(person, event, at);
    await person.tap('Confirm');
    return this.sees(person, 'Your interview is booked');
  }

  sees(person: Candidate, text: string): Promise<Message> {
    return person.chat().waitForText(text, patient);
  }

  /** A candidate with a booking, whose workflow is the story's. */
  async booked(given: Partial<Parameters<House['event']>[0]> = {}) {
    const event = await this.event(given);
    const person = await this.person();
    await this.books(person, event);
    return { event, person, run: this.runOf(person, event) };
  }

  /** On the list, and no account of Telegram: only by their own page. */
  async withoutTelegram(): Promise<Identified> {
    const userId = await createPerson(this.house.db, { first_name: 'Vera' }, Date.now());
    if (userId === null) throw new Error('nobody else can be without an account');
    return { userId };
  }

  runOf(person: Identified, event: Event): WorkflowHandle {
    return this.client.workflow.getHandle(this.idOf(person, event));
  }

  idOf(person: Identified, event: Event): string {
    return bookingWorkflowId(eventId(event.id), userId(person.userId));
  }

  whose(person: Identified, event: Event) {
    return { event_id: eventId(event.id), user_id: userId(person.userId) };
  }

  /** Somebody at a desk. */
  asked() {
    const initiated_by = { user_id: null, role: 'admin', channel: 'panel' } as const;
    return { key: randomUUID(), trace_id: randomUUID(), initiated_by };
  }

  slot(event: Event, at: number) {
    return slotId(event.slots[at] ?? '');
  }

  /** Until the run has nothing under way: it waits for somebody or something, or has ended. */
  settled(run: WorkflowHandle): Promise<unknown> {
    return waitFor(`${run.workflowId} to settle`, async () => {
      const { raw } = await run.describe();
      return (!raw.pendingWorkflowTask && !raw.pendingActivities?.length) || undefined;
    });
  }

  ended(run: WorkflowHandle): Promise<unknown> {
    return waitFor(
      `${run.workflowId} to end`,
      async () => (await run.describe()).status.name !== 'RUNNING' || undefined,
    );
  }
}
