import type { Db, Document } from 'mongodb';
import type { Asked } from './wire.ts';

/** The driver's own, which it adds anew. */
const added = new Set(['lsid', '$clusterTime', '$db', 'txnNumber', '$readPreference']);

/** The same commands once more and nothing around them; what was asked after an answer waits for that answer again. */
export async function replay(db: Db, asked: readonly Asked[]): Promise<void> {
  const cursors = new Map<bigint, bigint>();
  const begun: { readonly before: Asked; readonly answered: Promise<void> }[] = [];
  for (const one of asked.toSorted((first, second) => first.at - second.at)) {
    const known = begun.filter(({ before }) => before.answeredAt <= one.at);
    const answered = Promise.all(known.map((other) => other.answered)).then(() => ask(db, one, cursors));
    begun.push({ before: one, answered });
  }
  await Promise.all(begun.map(({ answered }) => answered));
}

async function ask(db: Db, { command, answer }: Asked, cursors: Map<bigint, bigint>): Promise<void> {
  const plain: Document = Object.fromEntries(Object.entries(command).filter(([name]) => !added.has(name)));
  if ('getMore' in plain) plain['getMore'] = cursors.get(plain['getMore'] as bigint);
  const again = await db.command(plain, { useBigInt64: true });
  const [before, now] = [cursorOf(answer), cursorOf(again)];
  if (before !== undefined && now !== undefined) cursors.set(before, now);
}

const cursorOf = (answer: Document): bigint | undefined =>
  (answer['cursor'] as { readonly id?: bigint } | undefined)?.id;
