import type { House } from './house.ts';
import { type Candidate, type Message, open, slotLabels } from './journey.ts';

/** Longer than any service may take to come back. */
const usualMs = 90_000;

const taken = /no longer available|can no longer be booked|ran out|begins too soon/;
export const screens = {
  list: /Please choose a time|No free time/,
  held: 'The seat is held for you until',
  booked: /is booked\.|has been moved|You keep your old time/,
  cleared: 'has been cleared',
  cancelAsked: 'Cancel your booking?',
  cancelled: 'Your booking is cancelled',
} as const;

/** Somebody who goes through the journey and taps each button once: what was tapped must have its effect, whatever dies meanwhile. */
export class Walker {
  readonly person: Candidate;
  readonly event: string;
  readonly #withinMs: number;

  constructor(person: Candidate, event: string, withinMs = usualMs) {
    this.person = person;
    this.event = event;
    this.#withinMs = withinMs;
  }

  /** Waits until the conversation stands at that text. */
  async sees(text: string | RegExp): Promise<Message> {
    const fits = (message: Message) =>
      typeof text === 'string' ? message.text?.includes(text) : text.test(message.text ?? '');
    return this.person.chat().waitFor(
      (messages) => {
        const last = messages.findLast((one) => one.from?.is_bot && isScreen(one));
        return last && fits(last) ? last : undefined;
      },
      { timeoutMs: this.#withinMs, what: `${this.person.name} to see ${String(text)}` },
    );
  }

  async opens(): Promise<Message> {
    await open(this.person, this.event);
    return this.sees(screens.list);
  }

  /** The slot at that place of the list; another one when it is the last and somebody was quicker. */
  async chooses(at = 0): Promise<void> {
    for (;;) {
      const list = await this.sees(/\d\d:\d\d/);
      const slots = slotLabels(list);
      await this.taps(slots[at % Math.max(1, slots.length)] ?? 'no slot is offered');
      const next = await this.person.chat().waitFor(
        (messages) => {
          const last = messages.findLast((one) => one.from?.is_bot && isScreen(one));
          const changed = last?.text !== list.text;
          return changed && (last?.text?.includes(screens.held) || taken.test(last?.text ?? ''))
            ? last
            : undefined;
        },
        { timeoutMs: this.#withinMs, what: `${this.person.name} to have a seat held, or to be told` },
      );
      if (next.text?.includes(screens.held)) return;
    }
  }

  async confirms(): Promise<Message> {
    await this.taps('Confirm');
    return this.sees(screens.booked);
  }

  async books(at = 0): Promise<Message> {
    await this.opens();
    await this.chooses(at);
    return this.confirms();
  }

  async moves(at = 0): Promise<Message> {
    await this.person.sends('/reschedule');
    await this.sees(/has been cleared|stays as it is/);
    await this.chooses(at);
    return this.confirms();
  }

  async cancels(): Promise<Message> {
    await this.person.sends('/cancel');
    await this.sees(screens.cancelAsked);
    await this.taps('I am ill');
    return this.sees(screens.cancelled);
  }

  async taps(label: string): Promise<void> {
    await this.person.tap(label);
  }
}

/** Not what the bot says beside the conversation. */
const isScreen = (message: Message): boolean => !/^(One moment|This could not)/.test(message.text ?? '');

export async function walker(house: House, name: string, event: string, withinMs?: number): Promise<Walker> {
  return new Walker(await house.person(name), event, withinMs);
}
