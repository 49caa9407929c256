import type { Transport } from './transport.ts';

const lookAgainMs = 100;

export type WaitOptions = {
  timeoutMs?: number;
  /** What was waited for, for the failure's first line. */
  what?: string;
};

/** Waits until the condition gives something other than false, null or undefined. */
export async function waitFor<T>(
  transport: Transport,
  condition: () => Promise<T | false | null | undefined> | T | false | null | undefined,
  explain: () => Promise<string>,
  { timeoutMs = 30_000, what = 'the condition' }: WaitOptions = {},
): Promise<T> {
  const until = Date.now() + timeoutMs;
  let wake: () => void = () => undefined;
  const off = transport.onChange(() => wake());
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const found = await condition();
      if (found !== false && found !== null && found !== undefined) return found;
      const left = until - Date.now();
      if (left <= 0) throw new Error(`waited ${timeoutMs} ms in vain for ${what}\n\n${await explain()}`);
      await sooner(changed, Math.min(lookAgainMs, left));
    }
  } finally {
    off();
  }
}

async function sooner(changed: Promise<void>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([changed, later]);
  clearTimeout(timer);
}
