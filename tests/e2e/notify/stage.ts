import { createECDH, randomUUID } from 'node:crypto';
import { ObjectId } from 'mongodb';
import { openTemporal, type TemporalClient } from '../../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../../config/load.ts';
import { delayQueueOf, retryAfterMs } from '../../../contracts/events/topology.ts';
import { Broker } from '../../support/broker.ts';
import { House } from '../../support/house.ts';
import type { Candidate } from '../../support/journey.ts';
import { invitedByPage } from '../../support/own-page.ts';
import { PanelClient } from '../../support/panel-client.ts';
import { PushBrowser, PushService } from '../../support/push-service.ts';
import { waitFor } from '../../support/wait.ts';

/** One message a second comes to a chat: who is told much waits for it. */
export const patient = { timeoutMs: 60_000 };

export type By = 'client' | 'specialist' | 'admin' | 'system';
type Pushed = { readonly title: string; readonly body: string; readonly tag: string };

/** Somebody without Telegram: their own pages, and a browser that subscribed there. */
export type Guest = {
  readonly name: string;
  readonly userId: string;
  readonly pages: PanelClient;
  /** What came to their browser, as only it can read it. */
  readonly heard: () => readonly Pushed[];
};

const keys = createECDH('prime256v1');
keys.generateKeys();
const vapid = {
  VAPID_PUBLIC_KEY: keys.getPublicKey('base64url'),
  VAPID_PRIVATE_KEY: Buffer.concat([Buffer.alloc(32), keys.getPrivateKey()])
    .subarray(-32)
    .toString('base64url'),
};

/** A house with its staff, and what everybody in it does and hears. */
export class Stage {
  readonly house: House;
  readonly broker: Broker;
  readonly pushes: PushService;
  readonly temporal: TemporalClient;
  readonly vapidKey = vapid.VAPID_PUBLIC_KEY;
  readonly #staff = new Map<'olga' | 'pavel' | 'sergei', Candidate>();

  private constructor(house: House, broker: Broker, pushes: PushService) {
    this.house = house;
    this.broker = broker;
    this.pushes = pushes;
    this.temporal = openTemporal(loadTemporalConfig(house.env));
  }

  static async open(what: string): Promise<Stage> {
    const house = await House.open(what, { env: vapid });
    const stage = new Stage(house, await Broker.open(house), await new PushService().open());
    stage.#staff.set('olga', await stage.staff('Olga', 'admin'));
    stage.#staff.set('pavel', await stage.staff('Pavel', 'admin'));
    stage.#staff.set('sergei', await stage.staff('Sergei', 'specialist'));
    return stage;
  }

  async close(): Promise<void> {
    await this.temporal.close();
    await this.broker.close();
    await this.pushes.close();
    await this.house.close();
  }

  /** A coordinator. */
  get olga(): Candidate {
    return this.#one('olga');
  }
  /** Another one. */
  get pavel(): Candidate {
    return this.#one('pavel');
  }
  /** The interviewer of every slot. */
  get sergei(): Candidate {
    return this.#one('sergei');
  }
  #one(who: 'olga' | 'pavel' | 'sergei'): Candidate {
    const found = this.#staff.get(who);
    if (!found) throw new Error(`${who} has not come yet`);
    return found;
  }

  async staff(name: string, role: 'admin' | 'specialist'): Promise<Candidate> {
    const person = await this.house.person(name);
    await this.house.db
      .collection('users')
      .updateOne({ telegram_id: person.id }, { $set: { roles: [role] } });
    await person.sends('/start');
    await person.chat().waitForText(/keyboard below this chat/, patient);
    return person;
  }

  /** Slots of Sergei’s, with room for everybody. */
  async event(...starts: readonly number[]): Promise<{ id: string; slots: readonly string[] }> {
    const event = await this.house.event({ starts, capacity: 50 });
    await this.house.db
      .collection('interview_slots')
      .updateMany(
        { _id: { $in: event.slots.map((id) => new ObjectId(id)) } },
        { $set: { specialist_id: new ObjectId(this.sergei.userId) } },
      );
    return event;
  }

  /** Somebody with Telegram who has opened the bot: it could not write to them before. */
  async candidate(name: string): Promise<Candidate> {
    const person = await this.house.person(name);
    await person.sends('/start');
    await person.chat().waitFor((all) => all.find((one) => one.from?.is_bot), patient);
    return person;
  }

  async guest(name: string): Promise<Guest> {
    const { userId, link } = await invitedByPage(this.house, name);
    const pages = PanelClient.guest(this.house);
    const { pathname, search } = new URL(link);
    const home = await pages.get(pathname + search);
    const browser = new PushBrowser();
    const { endpoint, ...its } = browser.subscription(`${this.pushes.url}/${name}`);
    await pages.send(
      { ...home, path: '/me/push' },
      { subscription: JSON.stringify({ endpoint, keys: its }) },
    );
    const heard = () =>
      this.pushes.taken
        .filter(({ path }) => path === `/${name}`)
        .map(({ body }) => browser.read(body) as Pushed);
    return { name, userId, pages, heard };
  }

  /** A request of the API in somebody’s name; `system`: the program’s own. */
  async ask<Answer>(by: By, method: string, path: string, body?: object): Promise<Answer> {
    const who = { specialist: 'sergei', admin: 'olga' } as const;
    const headers: Record<string, string> = {
      authorization: `Bearer ${this.house.env['API_TOKEN'] ?? ''}`,
      'content-type': 'application/json',
    };
    if (by === 'specialist' || by === 'admin')
      Object.assign(headers, {
        'x-initiated-by-user-id': this.#one(who[by]).userId,
        'x-initiated-by-role': by,
        'x-initiated-by-channel': 'panel',
      });
    // What is not known yet is asked again under the same key: a busy machine takes its time.
    if (method === 'POST') headers['idempotency-key'] = randomUUID();
    const sent = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    return waitFor(
      `${method} ${path}`,
      async () => {
        const answered = await fetch(`${this.house.env['API_URL'] ?? ''}${path}`, sent);
        if (answered.status === 503) return undefined;
        const said = await answered.text();
        if (!answered.ok) throw new Error(`${method} ${path} answered ${answered.status}: ${said}`);
        return JSON.parse(said) as Answer;
      },
      60_000,
    );
  }

  /** Booked by the program itself: everybody is told. */
  async booked(person: { readonly userId: string }, slot_id: string): Promise<string> {
    const sent = { slot_id, user_id: person.userId };
    return (await this.ask<{ booking_id: string }>('system', 'POST', '/api/bookings', sent)).booking_id;
  }

  bookingOf(user: string) {
    return this.house.db
      .collection('bookings')
      .findOne({ user_id: new ObjectId(user) }, { sort: { created_at: -1 } });
  }

  /** What came after has arrived, and nothing of what came before is still under way. */
  async untilQuiet(): Promise<void> {
    const names = ['notify.source', 'notify.p2p', 'notify.broadcast'];
    const delays = names.flatMap((name) => retryAfterMs.map((ms) => delayQueueOf(name, ms)));
    await waitFor(
      'nothing to wait to be told',
      async () => {
        const waiting = await this.broker.waitingIn(...names, ...delays);
        const underWay = { state: 'claimed', open: { $gt: 0 } };
        const calls = await this.house.db.collection('deliveries').countDocuments(underWay);
        return (waiting === 0 && calls === 0) || undefined;
      },
      60_000,
    );
  }
}
