import type { House } from '../../support/house.ts';
import { labelOf } from '../../support/journey.ts';
import type { Promised, TapSeen } from './seen.ts';

type Draft = { -readonly [Key in keyof TapSeen]: TapSeen[Key] };

/** Writes down, as it happens, what people did and what they were shown: later the sandbox has forgotten some of it. */
export class Recorder {
  readonly #house: House;
  readonly #taps = new Map<string, Draft>();
  readonly #promised: Promised[] = [];
  readonly #off: () => void;

  constructor(house: House) {
    this.#house = house;
    const { telegram } = house.sandbox;
    this.#off = telegram.onEvent((event) => {
      if (event.type === 'tapped') this.#tapped(event.callback_id, event.person_id);
      if (event.type === 'answered') this.#answered(event.callback_id);
      if (event.type === 'message' || event.type === 'edited') this.#shown(event.message);
    });
  }

  get taps(): readonly TapSeen[] {
    return [...this.#taps.values()];
  }

  get promised(): readonly Promised[] {
    return this.#promised;
  }

  stop(): void {
    this.#off();
  }

  #tapped(id: string, who: number): void {
    const { world } = this.#house.sandbox.telegram.kit;
    const callback = world.callbacks.get(id);
    const message = callback && world.message(callback.dialog, callback.messageId);
    const what = callback ? (labelOf(message?.markup, callback.data) ?? callback.data) : 'a forgotten button';
    this.#taps.set(id, { id, who, what, sentAt: Date.now(), answer: null });
  }

  #answered(id: string): void {
    const tap = this.#taps.get(id);
    const answer = this.#house.sandbox.telegram.kit.world.callbacks.get(id)?.answer;
    if (tap && answer) tap.answer = { text: answer.text, alert: answer.alert, at: answer.at };
  }

  #shown(message: unknown): void {
    const { chat, text } = message as { chat?: { id: number }; text?: string };
    const number = /Booking number: (\S+)/.exec(text ?? '')?.[1];
    if (chat && number) this.#promised.push({ who: chat.id, number, at: Date.now() });
  }
}
