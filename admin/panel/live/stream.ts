import type { Response } from 'express';
import { pause } from '../../../runtime/retry.ts';
import type { Bell } from './bell.ts';
import { createPace, soonMs } from './pace.ts';

/**
 * `everyMs`: so old a page may get when nothing rings, because the broker is away or a worker changed something
 * that no event tells of; the line that is sent then also shows both ends that the other is there.
 * `movingEveryMs`: the same of what goes on all the time.
 * `atMostEveryMs`: so often it is drawn when everything happens at once, but for a few times after a rest.
 */
export type LiveTiming = {
  readonly everyMs: number;
  readonly movingEveryMs: number;
  readonly atMostEveryMs: number;
};
export const liveTiming: LiveTiming = { everyMs: 15_000, movingEveryMs: 1_000, atMostEveryMs: 1_000 };

type Drawn = { readonly html: string; readonly isMoving: boolean };

/** Sends the page anew whenever it differs, until the reader goes or `draw` has nothing for them any more. */
export async function streamPage(
  response: Response,
  draw: () => Promise<Drawn | undefined>,
  bell: Bell,
  { everyMs, movingEveryMs, atMostEveryMs }: LiveTiming,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  let nap = new AbortController();
  let rang = false;
  const deaf = bell.hear(() => {
    rang = true;
    nap.abort();
  });
  const pace = createPace(atMostEveryMs);
  try {
    let shown: string | undefined;
    for (;;) {
      const wasRung = rang;
      rang = false;
      const drawn = await draw();
      if (drawn === undefined || gone.signal.aborted) break;
      const { html, isMoving } = drawn;
      if (shown === undefined) start(response);
      // Somebody who reads slowly gets the newest when they are ready, not everything between.
      if (!response.writableNeedDrain) {
        response.write(html === shown ? ':\n\n' : eventOf(html));
        shown = html;
      }
      nap = new AbortController();
      // A look that nothing rang for is regular already: it takes nothing from those that somebody waits for.
      const noneForMs = wasRung ? pace(performance.now()) : Math.min(soonMs, atMostEveryMs);
      await pause(noneForMs, gone.signal);
      const restMs = (isMoving ? movingEveryMs : everyMs) - noneForMs;
      if (!rang && restMs > 0) await pause(restMs, AbortSignal.any([nap.signal, gone.signal]));
    }
  } finally {
    deaf();
    if (!response.headersSent) response.status(204);
    response.end();
  }
}

function start(response: Response): void {
  response.status(200).set({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
  response.flushHeaders();
}

const eventOf = (html: string): string =>
  `${html
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}`)
    .join('\n')}\n\n`;
