import { type Db, MongoClient, ObjectId } from 'mongodb';
import { sandboxBot } from '../../config/sandbox-bot.ts';
import { dayAfter, dayOf, seedDateTime, slotInstants } from '../../core/time/slot-instants.ts';
import { type SandboxPerson, type StartedSandbox, startSandbox } from '../../sandbox/driver/index.ts';
import { type Doors, houseEnv, openDoors } from './house-env.ts';
import { houseMode } from './house-mode.ts';
import { RunningRoles } from './running-role.ts';
import type { ServiceUrls } from './services.ts';
import { waitFor } from './wait.ts';

const minute = 60_000;
const roleNames = ['worker', 'admin', 'bot'] as const;

export type HouseOptions = {
  /** A process for each role, which can be killed alone; else one for all three, as `npm start` has it. */
  readonly apart?: boolean;
  /** So many processes of each role; those that have an address stand behind one door. */
  readonly replicas?: number;
  /** So many bots, and one of everything else. */
  readonly bots?: number;
  /** Telegram brings the updates, instead of being asked for them. */
  readonly webhook?: boolean;
  /** false: nobody is at its address. */
  readonly redis?: boolean;
  /** Settings on top. */
  readonly env?: Readonly<Record<string, string>>;
  /** Services of the test's own, instead of those all suites share. */
  readonly urls?: ServiceUrls;
  /** Another Telegram than one that is checked call by call and has Telegram's ceilings. */
  readonly telegram?: Parameters<typeof startSandbox>[0];
  /** Settings of one role only, for instance a way to a service that the test can stop. */
  readonly ofRole?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

type PersonOptions = {
  readonly lang?: string;
  readonly allowed?: boolean;
  readonly last_name?: string;
  readonly username?: string;
  readonly phone?: string;
};

/** The whole product as separate processes, and the Telegram it talks to; everything under names of its own. */
export class House {
  readonly sandbox: StartedSandbox;
  readonly db: Db;
  readonly env: Readonly<Record<string, string>>;
  readonly roles: RunningRoles[] = [];
  /** Those that were killed. */
  readonly past: RunningRoles[] = [];
  readonly #client: MongoClient;
  readonly #ofRole: NonNullable<HouseOptions['ofRole']>;
  readonly #doors: Doors;

  private constructor(
    sandbox: StartedSandbox,
    client: MongoClient,
    env: Record<string, string>,
    ofRole: NonNullable<HouseOptions['ofRole']>,
    doors: Doors,
  ) {
    this.sandbox = sandbox;
    this.#client = client;
    this.db = client.db(env['MONGODB_DATABASE'] ?? '');
    this.env = env;
    this.#ofRole = ofRole;
    this.#doors = doors;
  }

  static async open(what: string, given: HouseOptions = {}): Promise<House> {
    const options = { ...houseMode(), ...given };
    const { token, username, name } = sandboxBot;
    const sandbox = await startSandbox({
      bots: [{ token, username, name }],
      ...(options.telegram ?? { validate: true }),
    });
    const doors = await openDoors(options);
    const env = await houseEnv(what, sandbox.url, doors, options);
    const client = new MongoClient(env['MONGODB_URL'] ?? '', { retryWrites: false });
    const house = new House(sandbox, client, env, options.ofRole ?? {}, doors);
    try {
      const apart = options.apart ?? (options.replicas !== undefined || options.ofRole !== undefined);
      // Side by side: who needs the namespace, which the worker makes, waits for it.
      for (let count = 0; count < (options.replicas ?? 1); count += 1)
        await Promise.all(apart ? roleNames.map((role) => house.start([role])) : [house.start(roleNames)]);
      for (let count = options.replicas ?? 1; count < (options.bots ?? 1); count += 1)
        await house.start(['bot']);
      return house;
    } catch (error) {
      const said = house.complaints();
      await house.close().catch(() => undefined);
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n${said}`, { cause: error });
    }
  }

  /** One more process, of these roles. */
  async start(roles: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<RunningRoles> {
    const ofRoles = roles.map((role) => this.#ofRole[role]);
    const running = new RunningRoles(roles, Object.assign({ ...this.env }, ...ofRoles, env));
    this.roles.push(running);
    for (const role of roles) {
      await running.untilReady(role);
      this.#doors[role]?.add(await running.portOf(role));
    }
    return running;
  }

  /** SIGKILL: nothing is finished, nothing is said. Resolves when the process is gone. */
  async kill(running: RunningRoles): Promise<void> {
    running.signal('SIGKILL');
    await running.ended();
    for (const role of running.roles) this.#doors[role]?.remove(await running.portOf(role));
    this.past.push(...this.roles.splice(this.roles.indexOf(running), 1));
  }

  /** The processes of a role that run. */
  of(role: string): readonly RunningRoles[] {
    return this.roles.filter((one) => one.roles.includes(role));
  }

  /** An open event with a slot per start, `capacity` seats each. Starts are instants in ms. */
  async event(given: {
    readonly starts: readonly number[];
    readonly capacity?: number;
    readonly policy?: 'release' | 'swap';
    readonly maxMoves?: number;
    readonly title?: string;
  }): Promise<{ readonly id: string; readonly slots: readonly string[] }> {
    const _id = new ObjectId();
    const cutoff = 120;
    await this.db.collection('events').insertOne({
      _id,
      company_id: 'default',
      title: given.title ?? 'Backend interview',
      description: null,
      place: { name: 'Main office', address: '1 Example Street', map_url: null, online_url: null },
      bring: 'a passport',
      status: 'open',
      cutoff_minutes: cutoff,
      hold_minutes: 5,
      reschedule_policy: given.policy ?? 'release',
      max_moves: given.maxMoves ?? null,
      reminders: ['same day 11:00'],
      nudge_after_hours: null,
      contact: '@coordinator',
      channel_chat_id: null,
      audience: null,
      rev: 1,
      created_at: new Date(),
    });
    const slots = given.starts.map((start, index) => ({
      _id: new ObjectId(),
      event_id: _id,
      ...seedDateTime(start),
      starts_at: new Date(start),
      duration_minutes: 30,
      max_users: given.capacity ?? 1,
      booked_users: [],
      seats: [],
      location: 'Office A',
      audience: String(301 + index),
      specialist_id: null,
      is_active: true,
      open: true,
      bookable_until: new Date(start - cutoff * minute),
      audience_ids: null,
      event_rev: 1,
      rev: 1,
    }));
    await this.db.collection('interview_slots').insertMany(slots);
    return { id: _id.toHexString(), slots: slots.map((slot) => slot._id.toHexString()) };
  }

  /** Somebody with a Telegram account; on the list unless told otherwise. */
  async person(
    name: string,
    { lang = 'en', allowed = true, ...more }: PersonOptions = {},
  ): Promise<SandboxPerson & { readonly userId: string }> {
    const person = await this.sandbox.sandbox.person(name, { language_code: lang, ...more });
    const _id = new ObjectId();
    if (allowed)
      await this.db.collection('users').insertOne({
        _id,
        company_id: 'default',
        telegram_id: person.id,
        username: null,
        first_name: name,
        last_name: null,
        phone: null,
        roles: ['candidate'],
        allowed: true,
        invite: null,
        lang: null,
        language_code: lang,
        reachable: 'unknown',
        reachable_at: null,
        broadcasts_off: false,
        waits_for_reason: null,
        created_at: new Date(),
        ...more,
      });
    return Object.assign(person, { userId: _id.toHexString() });
  }

  /** Moves the sandbox's clock and waits until each worker has told every booking. */
  async goTo(to: { readonly advance_ms: number } | { readonly instant: number }): Promise<void> {
    const where = 'instant' in to ? { to: new Date(to.instant).toISOString() } : to;
    const { offset_ms } = await this.sandbox.sandbox.moveClock(where);
    await waitFor(
      'the clock to be followed',
      () =>
        this.of('worker').every((worker) =>
          worker.said('the sandbox’s clock went forward').some((line) => line.offset_ms === offset_ms),
        ) || undefined,
    );
  }

  /** What the roles logged that is no everyday news: for the text of a failure. */
  complaints(): string {
    const all = [...this.past, ...this.roles];
    const lines = all.flatMap((role) => role.lines);
    const bad = lines.filter((line) => line.level !== 'info' && line.level !== 'debug');
    const errors = all.map((role) => role.errors);
    return [...errors, ...bad.map((line) => JSON.stringify(line).slice(0, 600))].join('\n');
  }

  async close(): Promise<void> {
    for (const role of this.roles.toReversed()) await role.stop();
    for (const door of Object.values(this.#doors)) await door?.close();
    await this.#client.close();
    await this.sandbox.close();
  }
}

/** The day on which this process began: where midnight passes in the middle of a test, two of its days still lie as far apart as it says. */
const today = dayOf(Date.now());

/** The instant of that time of day by Moscow's clock, so many days from today. */
export function moscow(days: number, time: string): number {
  return slotInstants(dayAfter(today, days), time, 30).starts_at;
}
