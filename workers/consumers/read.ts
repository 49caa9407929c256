export type Verdict =
  | { readonly verdict: 'done' }
  | { readonly verdict: 'bury'; readonly reason: string }
  | { readonly verdict: 'wait' };

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
