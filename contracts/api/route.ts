import { z } from 'zod';
import type { ProblemCode } from './problem.ts';

type Method = 'get' | 'post' | 'patch' | 'delete';

/** One route: validation, types and the OpenAPI description are made from it. */
export type Route = {
  readonly method: Method;
  /** `:name` stands for a part of the path that `params` describes. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  /** What `summary` has no room for. */
  readonly details?: string;
  readonly params?: z.ZodType;
  readonly query: z.ZodType;
  /** null: takes none. */
  readonly body: z.ZodType | null;
  /** Its body may hold a list of thousands. */
  readonly long?: true;
  readonly answer: z.ZodType;
  /** Without it 200. 202: begun for certain, and goes on. */
  readonly status?: 201;
  readonly mayBegin?: true;
  /** The answer is a file, written as it is read; `answer` is what it holds. */
  readonly file?: 'text/csv';
  /** Fields of the answer that are shown this once: what is kept under the key has null in their place. */
  readonly once?: readonly string[];
  /** What it may answer beside what every route may. */
  readonly problems: readonly ProblemCode[];
  /** For problems that say more than others. */
  readonly problem?: z.ZodType;
  /** Shown on the page for developers; a test holds them against the schemas. */
  readonly example: { readonly query?: object; readonly body?: unknown; readonly answer: unknown };
};
export type Routes = Readonly<Record<string, Route>>;

export const nothing = z.strictObject({});
