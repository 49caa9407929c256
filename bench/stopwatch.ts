import type { Telegram } from '../sandbox/telegram.ts';

/** From a tap to the first sign of an answer (the toast, or any edit) and to the edit that answers it. */
export type Answered = { readonly signMs: number; readonly finalMs: number; readonly text: string };
type Waiting = {
  readonly began: number;
  readonly fits: RegExp;
  readonly by: 'edited' | 'message';
  readonly answered: (value: Answered) => void;
  sign?: number;
};

type Message = { readonly text?: string; readonly from?: { readonly is_bot?: boolean } };

const patienceMs = 120_000;

/** Listens inside the emulator: nothing polls while it measures. */
export class Stopwatch {
  readonly #waiting = new Map<string, Waiting>();
  readonly #stop: () => void;

  constructor(telegram: Telegram) {
    this.#stop = telegram.onEvent((event) => {
      if (event.type !== 'edited' && event.type !== 'answered' && event.type !== 'message') return;
      const waiting = this.#waiting.get(event.dialog);
      if (!waiting || (event.type === 'message' && waiting.by !== 'message')) return;
      const now = performance.now();
      if (event.type === 'answered') {
        waiting.sign ??= now;
        return;
      }
      const { text = '', from } = event.message as Message;
      if (!from?.is_bot) return;
      waiting.sign ??= now;
      if (event.type !== waiting.by || !waiting.fits.test(text)) return;
      this.#waiting.delete(event.dialog);
      waiting.answered({ signMs: waiting.sign - waiting.began, finalMs: now - waiting.began, text });
    });
  }

  /** Taps, and resolves with what it took; rejects when nothing that fits was shown. `by`: an edit, or a new message. */
  time(
    dialog: string,
    fits: RegExp,
    tap: () => Promise<unknown>,
    by: Waiting['by'] = 'edited',
  ): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#waiting.delete(dialog);
        reject(new Error(`${dialog} was not shown ${String(fits)}`));
      }, patienceMs);
      const answered = (value: Answered) => {
        clearTimeout(late);
        resolve(value);
      };
      this.#waiting.set(dialog, { began: performance.now(), fits, by, answered });
      tap().catch(reject);
    });
  }

  close(): void {
    this.#stop();
  }
}
