import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packed } from './png.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/** Two pixels wide; each row with the filter it begins with. */
function picture(rows: readonly (readonly number[])[]): Buffer {
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, rows.length, 8, 2, 0, 0, 0]);
  const data = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([
    Buffer.from(signature),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function partOf(png: Buffer, kind: string): Buffer {
  const at = png.indexOf(kind);
  return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
}

test('a picture of few colours keeps every pixel, whichever way its rows were written', () => {
  const written = picture([
    [0, 10, 20, 30, 40, 50, 60],
    [1, 10, 20, 30, 30, 30, 30],
    [2, 0, 0, 0, 0, 0, 0],
    [3, 5, 10, 15, 15, 15, 15],
    [4, 0, 0, 0, 0, 0, 0],
  ]);
  const png = packed(written);
  const colours = partOf(png, 'PLTE');
  const indexes = inflateSync(partOf(png, 'IDAT'));
  const pixels = Array.from({ length: 5 }, (_, row) =>
    [1, 2].map((x) => [...colours.subarray((indexes[row * 3 + x] ?? 0) * 3).subarray(0, 3)]),
  );
  const pair = [
    [10, 20, 30],
    [40, 50, 60],
  ];
  expect(pixels).toEqual([
    pair,
    pair,
    pair,
    [
      [10, 20, 30],
      [40, 50, 60],
    ],
    pair,
  ]);
});

test('what is not a plain picture of eight bits is refused', () => {
  const odd = picture([[0, 1, 2, 3, 4, 5, 6]]);
  odd[8 + 8 + 9] = 6;
  expect(() => packed(odd)).toThrow('not a picture');
});
