import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { messageOf } from '../trouble.ts';
import { gaveUpToday, rememberGivingUp } from './give-up.ts';

export type DownloadOptions = {
  readonly cache: string;
  readonly signal: AbortSignal;
  readonly say: (stage: string) => void;
  readonly firstByteMs?: number;
  readonly stallMs?: number;
};
export type Downloaded = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** A download that gives no byte in 5 seconds is given up, and its host is not asked again that day. */
export async function download(url: string, file: string, options: DownloadOptions): Promise<Downloaded> {
  const { host } = new URL(url);
  if (gaveUpToday(options.cache, host))
    return { ok: false, why: `${host} gave nothing earlier today and is not asked again until tomorrow` };
  const patience = new AbortController();
  const giveUpIn = (ms: number) => setTimeout(() => patience.abort(), ms);
  let timer = giveUpIn(options.firstByteMs ?? 5_000);
  let bytes = 0;
  try {
    const answer = await fetch(url, { signal: AbortSignal.any([patience.signal, options.signal]) });
    if (!answer.ok || answer.body === null) return refused(options.cache, host, `answered ${answer.status}`);
    const total = Number(answer.headers.get('content-length') ?? 0);
    const count = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        clearTimeout(timer);
        timer = giveUpIn(options.stallMs ?? 30_000);
        bytes += chunk.length;
        options.say(progress(host, bytes, total));
        done(null, chunk);
      },
    });
    await pipeline(
      Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]),
      count,
      createWriteStream(file),
      {
        signal: AbortSignal.any([patience.signal, options.signal]),
      },
    );
    return total > 0 && bytes < total
      ? { ok: false, why: `${host} broke off after ${bytes} bytes` }
      : { ok: true };
  } catch (error) {
    options.signal.throwIfAborted();
    if (isDiskError(error)) throw error;
    if (bytes > 0) return { ok: false, why: `${host} broke off after ${bytes} bytes` };
    return refused(options.cache, host, patience.signal.aborted ? 'gave no byte in 5 s' : causeOf(error));
  } finally {
    clearTimeout(timer);
  }
}

function refused(cache: string, host: string, why: string): Downloaded {
  rememberGivingUp(cache, host);
  return { ok: false, why: `${host} ${why}` };
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(0);
const progress = (host: string, bytes: number, total: number): string =>
  `downloading from ${host}: ${megabytes(bytes)}${total > 0 ? ` of ${megabytes(total)}` : ''} MB`;

const isDiskError = (error: unknown): boolean =>
  ['ENOSPC', 'EACCES', 'EROFS', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  return `cannot be reached (${code ?? messageOf(error)})`;
}
