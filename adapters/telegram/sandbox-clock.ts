import { z } from 'zod';

const answer = z.object({ offset_ms: z.number().int().min(0) });
const patienceMs = 2_000;

/** What the sandbox that plays Telegram says of its clock; a real Bot API knows no such page. */
export async function readSandboxClock(apiRoot: string): Promise<number | undefined> {
  const response = await fetch(new URL('/_sandbox/clock', apiRoot), {
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!response.ok) return undefined;
  return answer.parse(await response.json()).offset_ms;
}
