import type { BotUpdate } from '../../contracts/events/bot-update.ts';

/** Telegram brings it again within seconds; one that another gateway took meanwhile holds nobody up for longer. */
const believedMs = 60_000;

type Which = Pick<BotUpdate, 'update_id' | 'telegram_id'>;

/** Updates that were not durable, which Telegram still has: what the same person did after them comes after them. */
export class Owed {
  readonly #first = new Map<number, { readonly update_id: number; readonly until: number }>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  comesBefore({ update_id, telegram_id }: Which): boolean {
    const first = this.#first.get(telegram_id);
    return first !== undefined && first.update_id < update_id && this.#now() < first.until;
  }

  note({ update_id, telegram_id }: Which, taken: 'durable' | 'lost'): void {
    if (taken === 'lost') this.#first.set(telegram_id, { update_id, until: this.#now() + believedMs });
    else if ((this.#first.get(telegram_id)?.update_id ?? update_id) <= update_id)
      this.#first.delete(telegram_id);
  }
}
