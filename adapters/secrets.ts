import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What 100 ms of a processor and 32 MB buy: guessing many takes too long, checking one does not. */
const cost = { N: 2 ** 15, r: 8, p: 1 } as const;
const bytes = 32;

type Cost = { readonly N: number; readonly r: number; readonly p: number };

function derived(secret: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Everybody's keyboard writes the same letter the same way.
    scrypt(secret.normalize('NFKC'), salt, bytes, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

/** With a salt of its own; how it was made stands in it, so that the cost can rise. */
export async function sealed(secret: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derived(secret, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** The work is the same when there is nothing to compare with: nobody learns from the time whether there is. */
export async function fits(secret: string, seal: string | undefined): Promise<boolean> {
  const [kind, N, r, p, salt = '', key = ''] = (seal ?? '').split('$');
  const known = kind === 'scrypt';
  const made = known ? { N: Number(N), r: Number(r), p: Number(p) } : cost;
  const got = await derived(secret, known ? Buffer.from(salt, 'base64url') : randomBytes(16), made);
  const wanted = known ? Buffer.from(key, 'base64url') : randomBytes(bytes);
  return known && got.length === wanted.length && timingSafeEqual(got, wanted);
}
