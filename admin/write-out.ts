import { Readable, type Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

type Part = string | Uint8Array;

/**
 * Written as it is read: a file may be longer than what fits into memory. Whoever closes it midway has changed their mind:
 * that is no fault. What fails while it is read is.
 */
export async function writeOut(
  parts: AsyncIterable<Part>,
  through: readonly Transform[],
  to: Writable,
): Promise<void> {
  let fault: unknown;
  const source = parts[Symbol.asyncIterator]();
  /** A stream that ends throws into a generator what ended it: only what `next` throws is a fault of the reading. */
  const next = () =>
    source.next().catch((error: unknown) => {
      fault = error;
      throw error;
    });
  const read: AsyncIterable<Part> = {
    [Symbol.asyncIterator]: () => ({ next, return: () => letGo(source) }),
  };
  try {
    await pipeline([Readable.from(read), ...through, to]);
  } catch {
    // Nothing else can fail but the way to whoever asked.
    if (fault !== undefined) throw fault;
  }
}

const letGo = async (source: AsyncIterator<Part>): Promise<IteratorResult<Part>> =>
  (await source.return?.()) ?? { done: true, value: undefined };
