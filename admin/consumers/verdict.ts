/** `bury`: no retry can help; it waits for a person, with the reason. `wait`: a neighbour is away, which is no fault of the message. */
export type Verdict =
  | { readonly verdict: 'done' }
  | { readonly verdict: 'bury'; readonly reason: string }
  | { readonly verdict: 'wait' };

export const done: Verdict = { verdict: 'done' };
export const wait: Verdict = { verdict: 'wait' };
export const bury = (reason: string): Verdict => ({ verdict: 'bury', reason });
