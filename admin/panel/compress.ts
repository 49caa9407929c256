import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { Response } from 'express';

const codings = ['br', 'gzip'] as const;
type Coding = (typeof codings)[number];

const brotli = (quality: number) => ({ params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
/** What costs less than it saves while somebody waits. */
const quick = brotli(5);
/** For what is compressed once and sent for ever. */
const thorough = brotli(11);
/** Shorter than this it is one packet either way. */
const shortest = 1_024;

const compressors = {
  br: (body: Buffer, isKept: boolean) => promisify(brotliCompress)(body, isKept ? thorough : quick),
  gzip: (body: Buffer, isKept: boolean) => promisify(gzip)(body, { level: isKept ? 9 : 6 }),
};
const streams = { br: () => createBrotliCompress(quick), gzip: () => createGzip() };

/** Ours before theirs: browsers name them in the order in which they learned them. Undefined: as it is. Caches are told that it differs. */
function codingFor(response: Response): Coding | undefined {
  response.vary('accept-encoding');
  return codings.find((one) => response.req.acceptsEncodings(one) === one);
}

/** For what is whole before it is sent. A page that goes on is never sent this way: it would wait in here. */
export async function sendCompressed(
  response: Response,
  body: string,
  kept?: Map<string, Promise<Buffer>>,
): Promise<void> {
  const plain = Buffer.from(body);
  const coding = plain.length < shortest ? undefined : codingFor(response);
  if (coding === undefined) {
    response.send(plain);
    return;
  }
  const small = kept?.get(coding) ?? compressors[coding](plain, kept !== undefined);
  kept?.set(coding, small);
  const sent = await small;
  response.set('content-encoding', coding).send(sent);
}

/** For what is written while it is read; empty: it goes as it is. */
export function compressing(response: Response) {
  const coding = codingFor(response);
  if (coding === undefined) return [];
  response.set('content-encoding', coding);
  return [streams[coding]()];
}
