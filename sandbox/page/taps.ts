import { changed } from './store.ts';

/** Buttons whose bot has not answered yet, by callback id. */
const waiting = new Map<string, { button: string; dialog: string }>();
/** The answer may be here before the sandbox has told us the tap's id. */
const early = new Set<string>();
const longestMs = 20_000;

export const buttonKey = (dialog: string, message: number, data: string): string =>
  `${dialog} ${message} ${data}`;

export function beginTap(id: string, dialog: string, button: string): void {
  if (early.delete(id)) return;
  waiting.set(id, { button, dialog });
  changed(`dialog ${dialog}`);
  setTimeout(() => endTap(id), longestMs);
}

export function endTap(id: string): void {
  const found = waiting.get(id);
  if (!found) {
    if (early.size > 100) early.clear();
    early.add(id);
    return;
  }
  waiting.delete(id);
  changed(`dialog ${found.dialog}`);
}

export const isWaiting = (button: string): boolean =>
  [...waiting.values()].some((one) => one.button === button);
