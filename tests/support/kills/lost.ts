import type { Barrier } from '../barrier-wire.ts';

/** `at`: by the real clock, which the ledger uses too. `reached`: false, it was lost when what it was meant for had passed. */
export type Kill = {
  readonly at: number;
  readonly name: string;
  readonly parts: readonly string[];
  readonly reached: boolean;
};

/** When what is lost, and how it comes back. */
export type Loss = {
  readonly name: string;
  readonly parts: readonly string[];
  arm(): Promise<Barrier>;
  lose(): Promise<unknown>;
  comeBack(): Promise<unknown>;
};

/** In the middle of all that happens something is lost, and comes back. */
export async function lostDuring(
  { name, parts, arm, lose, comeBack }: Loss,
  happens: () => Promise<unknown>,
): Promise<Kill> {
  const barrier = await arm();
  const all = happens();
  const reached = await Promise.race([barrier.reached.then(() => true), all.then(() => false)]);
  const at = Date.now();
  await lose();
  barrier.letGo();
  await comeBack();
  await all;
  return { at, name, parts, reached };
}
