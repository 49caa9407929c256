import type { Telegram } from '../sandbox/telegram.ts';

/** From a tap to the first sign of an answer (the toast, or any edit) and to the edit that answers it. */
export type Answered = { readonly signMs: number; readonly finalMs: number; readonly text: string };
type Waiting = {
  readonly began: number;
  readonly fits: RegExp;
  readonly answered: (value: Answered) => void;
  sign?: number;
};

const patienceMs = 120_000;

/** Listens inside the emulator: nothing polls while it measures. */
export class Stopwatch {
  readonly #waiting = new Map<string, Waiting>();
  readonly #stop: () => void;

  constructor(telegram: Telegram) {
    this.#stop = telegram.onEvent((event) => {
      if (event.type !== 'edited' && event.type !== 'answered') return;
      const waiting = this.#waiting.get(event.dialog);
      if (!waiting) return;
      const now = performance.now();
      waiting.sign ??= now;
      if (event.type === 'answered') return;
      const { text = '' } = event.message as { readonly text?: string };
      if (!waiting.fits.test(text)) return;
      this.#waiting.delete(event.dialog);
      waiting.answered({ signMs: waiting.sign - waiting.began, finalMs: now - waiting.began, text });
    });
  }

  /** Taps, and resolves with what it took; rejects when nothing that fits was shown. */
  time(dialog: string, fits: RegExp, tap: () => Promise<unknown>): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#waiting.delete(dialog);
        reject(new Error(`${dialog} was not shown ${String(fits)}`));
      }, patienceMs);
      const answered = (value: Answered) => {
        clearTimeout(late);
        resolve(value);
      };
      this.#waiting.set(dialog, { began: performance.now(), fits, answered });
      tap().catch(reject);
    });
  }

  close(): void {
    this.#stop();
  }
}
