// Errors of a neighbour, sorted once, by who must act:
//   refused: asking again changes nothing (a person must); busy: it said until when; again: try again, it may be back.
export type Trouble =
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'busy'; readonly waitMs: number; readonly sentence: string }
  | { readonly kind: 'again'; readonly sentence: string };

export const refused = (sentence: string): Trouble => ({ kind: 'refused', sentence });
export const again = (sentence: string): Trouble => ({ kind: 'again', sentence });

export const codeOf = (error: unknown): string | number | undefined => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
};

export const textOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.errors.length > 0) return textOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
};
