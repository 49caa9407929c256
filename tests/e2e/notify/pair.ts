import { type Candidate, saidTo } from '../../support/journey.ts';
import type { Guest } from './stage.ts';

type Mark = { readonly message: number; readonly pushes: number };
type Marks = { readonly from: Mark; to?: Mark };

/** Two clients to whom the same happens, one with Telegram and one without; and what came to each by which act. */
export class Pair {
  readonly who: Candidate;
  readonly guest: Guest;
  readonly #acts = new Map<string, Marks>();

  constructor(who: Candidate, guest: Guest) {
    this.who = who;
    this.guest = guest;
  }

  get names(): readonly string[] {
    return [this.who.name, this.guest.name];
  }

  /** From here on, what comes is by this act; `ended` closes it, as late as can be. */
  async begins(act: string): Promise<void> {
    this.#acts.set(act, { from: await this.#mark() });
  }

  async ended(): Promise<void> {
    const to = await this.#mark();
    for (const marks of this.#acts.values()) marks.to ??= to;
  }

  async newMessages(act: string): Promise<number> {
    const { from, to } = this.#of(act);
    const all = await saidTo(this.who);
    return all.filter(({ message_id: id }) => id > from.message && (to === undefined || id <= to.message))
      .length;
  }

  pushes(act: string): number {
    const { from, to } = this.#of(act);
    return (to?.pushes ?? this.guest.heard().length) - from.pushes;
  }

  #of(act: string): Marks {
    const marks = this.#acts.get(act);
    if (!marks) throw new Error(`${act} has not happened to ${this.who.name}`);
    return marks;
  }

  async #mark(): Promise<Mark> {
    const all = await this.who.chat().messages();
    return { message: all.at(-1)?.message_id ?? 0, pushes: this.guest.heard().length };
  }
}
