import type { Barrier } from '../support/barrier-wire.ts';
import { type Walker, walker } from '../support/candidate.ts';
import { moscow } from '../support/house.ts';
import { bookingOf } from '../support/journey.ts';
import { waitFor } from '../support/wait.ts';
import type { Ground, RoleName, ServiceName } from './ground.ts';

/** One round: an event of its own, Anna whom the fault hits, and others who go on with their journeys beside her. */
export class Stage {
  readonly ground: Ground;
  readonly anna: Walker;
  readonly #others: readonly Walker[];
  #crowd: Promise<unknown> = Promise.resolve();

  private constructor(ground: Ground, anna: Walker, others: readonly Walker[]) {
    this.ground = ground;
    this.anna = anna;
    this.#others = others;
  }

  static async set(ground: Ground, policy: 'release' | 'swap', crowd = 2): Promise<Stage> {
    const starts = ['10:00', '11:00', '12:00', '13:00', '14:00'].map((time) => moscow(2, time));
    const { id } = await ground.house.event({ starts, policy });
    const [anna, ...others] = await Promise.all(
      ['Anna', 'Boris', 'Vera'].slice(0, crowd + 1).map((name) => walker(ground.house, name, id)),
    );
    if (!anna) throw new Error('nobody is there');
    return new Stage(ground, anna, others);
  }

  /** The others set out; `ended` waits for them. */
  go(): void {
    const journeys = [
      async (one: Walker) => {
        await one.books(1);
        await one.moves(2);
      },
      async (one: Walker) => {
        await one.books(2);
        await one.cancels();
      },
    ];
    this.#crowd = Promise.all(this.#others.map((one, index) => journeys[index]?.(one) ?? Promise.resolve()));
    // Heard in `ended`; until then a failure is not unheard.
    this.#crowd.catch(() => undefined);
  }

  async ended(): Promise<void> {
    await this.#crowd;
  }

  /** The process dies exactly where the barrier stands, and another takes its place. */
  async loses(role: RoleName, barrier: Barrier): Promise<void> {
    await reached(barrier);
    await this.ground.kill(role);
    barrier.letGo();
    await this.ground.start(role);
  }

  /** The service dies there; `meanwhile` happens before it is back. */
  async without(
    service: ServiceName,
    barrier: Barrier,
    meanwhile: () => Promise<unknown> = async () => undefined,
  ): Promise<void> {
    await reached(barrier);
    await this.ground.services.holdDown(service);
    barrier.letGo();
    await meanwhile();
    this.ground.services.letReturn(service);
  }

  /** Anna's update met that fate at the bot. */
  async fate(fate: string): Promise<void> {
    await waitFor(
      `an update of Anna’s to be ${fate}`,
      () =>
        this.ground.house
          .of('bot')
          .flatMap((bot) => bot.lines)
          .some((line) => line.fate === fate && line.telegram_id === this.anna.person.id) || undefined,
    );
  }

  /** A call of that method to Anna's chat was made, and its answer lost. */
  async lostAnswerTo(method: string): Promise<Barrier> {
    const { sandbox } = this.ground.house.sandbox;
    const chat = this.anna.person.id;
    await sandbox.fault({ kind: 'hang_after', method, chat, count: 1 });
    const done = async () =>
      (await sandbox.calls(method)).some(
        (call) => call.fault === 'hang_after' && call.params['chat_id'] === chat,
      ) || undefined;
    return { reached: waitFor(`${method} to be made`, done).then(() => undefined), letGo: () => undefined };
  }

  async bookingId(): Promise<string> {
    const booking = await bookingOf(this.ground.house, this.anna.person, this.anna.event);
    return booking?._id.toHexString() ?? '';
  }
}

const reached = (barrier: Barrier): Promise<void> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('the point was not reached within 60 s')), 60_000);
  return Promise.race([barrier.reached, late.promise]).finally(() => clearTimeout(timer));
};
