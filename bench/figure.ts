import type { Ground } from './ground.ts';

/** One line of the table: what was promised, and what was seen. */
export type Line = {
  readonly what: string;
  readonly promised: string;
  readonly seen: string;
  readonly held: boolean;
};

export type Figure = {
  readonly name: string;
  measure(ground: Ground): Promise<readonly Line[]>;
};
