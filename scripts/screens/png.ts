import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const bytes = 3;

type Chunk = { readonly kind: string; readonly data: Buffer };

/** The same picture in fewer bytes, with its 256 commonest colours: the browser packs quickly, not tightly. */
export function packed(png: Buffer): Buffer {
  const chunks = chunksOf(png);
  const header = Buffer.from(chunks.find((one) => one.kind === 'IHDR')?.data ?? []);
  if (header[8] !== 8 || header[9] !== 2 || header[12] !== 0)
    throw new Error('not a picture as the browser takes them: eight bits, three colours, not interlaced');
  const data = Buffer.concat(chunks.filter((one) => one.kind === 'IDAT').map((one) => one.data));
  const { palette, rows } = inFewColours(unfiltered(inflateSync(data), header.readUInt32BE(0) * 3));
  header[9] = 3;
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(Buffer.concat(rows.flatMap((row) => [Uint8Array.of(0), row])), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function inFewColours(rows: readonly Buffer[]): { palette: Buffer; rows: Buffer[] } {
  const counts = new Map<number, number>();
  const colours = rows.map((row) =>
    Array.from({ length: row.length / bytes }, (_, x) => row.readUIntBE(x * bytes, bytes)),
  );
  for (const colour of colours.flat()) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const kept = [...counts]
    .sort((one, other) => other[1] - one[1])
    .slice(0, 256)
    .map(([colour]) => colour);
  const places = new Map<number, number>();
  for (const colour of counts.keys()) places.set(colour, nearest(kept, colour));
  return {
    palette: Buffer.from(kept.flatMap(channels)),
    rows: colours.map((row) => Buffer.from(row.map((colour) => places.get(colour) ?? 0))),
  };
}

const channels = (colour: number): readonly number[] => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];

function nearest(kept: readonly number[], colour: number): number {
  const wanted = channels(colour);
  const distances = kept.map((one) =>
    channels(one).reduce((sum, value, at) => sum + (value - (wanted[at] ?? 0)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({
      kind: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function unfiltered(raw: Buffer, stride: number): Buffer[] {
  const rows: Buffer[] = [];
  let above = Buffer.alloc(stride);
  for (let at = 0; at < raw.length; at += stride + 1) {
    const row = Buffer.from(raw.subarray(at + 1, at + 1 + stride));
    const kind = raw[at] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const left = x < bytes ? 0 : (row[x - bytes] ?? 0);
      const up = above[x] ?? 0;
      const corner = x < bytes ? 0 : (above[x - bytes] ?? 0);
      row[x] = ((row[x] ?? 0) + predicted(kind, left, up, corner)) & 0xff;
    }
    rows.push(row);
    above = row;
  }
  return rows;
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind === 0) return 0;
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  const [byLeft, byUp, byCorner] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs) as [
    number,
    number,
    number,
  ];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}
