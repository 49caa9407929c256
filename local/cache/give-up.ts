import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from '../files.ts';

const schema = z.record(z.string(), z.string());
const today = (now: Date): string => now.toISOString().slice(0, 10);

/** Hosts that gave nothing today: a machine without their network must not wait for them at every start. */
export function gaveUpToday(cache: string, host: string, now = new Date()): boolean {
  return read(cache)[host] === today(now);
}

export function rememberGivingUp(cache: string, host: string, now = new Date()): void {
  const kept = Object.entries(read(cache)).filter(([, day]) => day === today(now));
  writeJson(fileIn(cache), { ...Object.fromEntries(kept), [host]: today(now) });
}

/** Nothing else was left to try: a network that was away for a moment must not keep somebody out for a day. */
export const forgetGivingUp = (cache: string): void => writeJson(fileIn(cache), {});

const fileIn = (cache: string): string => join(cache, 'gave-up-today.json');

function read(cache: string): Record<string, string> {
  const found = schema.safeParse(readJson(fileIn(cache)));
  return found.success ? found.data : {};
}
