import { PassThrough } from 'node:stream';
import { createGzip } from 'node:zlib';
import { expect, test } from 'vitest';
import { writeOut } from './write-out.ts';

/** A file without an end, until it is let go. */
function endless() {
  const state = { let_go: false };
  async function* parts(): AsyncGenerator<string> {
    try {
      for (;;) yield 'x'.repeat(10_000);
    } finally {
      state.let_go = true;
    }
  }
  return { state, parts: parts() };
}

test.each([[[]], [[createGzip()]]])(
  'who closes a download midway ends it, and nothing failed; what is read for it is let go',
  async (through) => {
    const { state, parts } = endless();
    const to = new PassThrough();
    const written = writeOut(parts, through, to);
    to.once('data', () => to.destroy());
    await expect(written).resolves.toBeUndefined();
    expect(state.let_go).toBe(true);
  },
);

test('a connection that breaks is closed by somebody too', async () => {
  const to = new PassThrough();
  const written = writeOut(endless().parts, [], to);
  to.once('data', () => to.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })));
  await expect(written).resolves.toBeUndefined();
});

test('a fault of what is read is one, however far it got', async () => {
  async function* parts(): AsyncGenerator<string> {
    yield 'a';
    throw new Error('no database');
  }
  await expect(writeOut(parts(), [], new PassThrough().resume())).rejects.toThrow('no database');
});
