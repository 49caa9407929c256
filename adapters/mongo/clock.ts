import type { Db } from 'mongodb';
import type { TimePort } from '../../activities/booking/ports.ts';
import { collections } from './collections.ts';

const freshMs = 500;

export type SandboxTime = TimePort & {
  /** The clock was just moved by this process: what was read before is old. */
  forget(): void;
};

/** Real time; in the sandbox ahead of it by what `settings` says. Production never asks. */
export function createTimePort(db: Db, { sandbox }: { readonly sandbox: boolean }): SandboxTime {
  if (!sandbox)
    return {
      sandbox,
      now: () => Promise.resolve(Date.now()),
      offset: () => Promise.resolve(0),
      forget: () => undefined,
    };
  const { settings } = collections(db);
  let read: { readonly at: number; readonly offset: Promise<number> } | undefined;
  const offset = (): Promise<number> => {
    const at = performance.now();
    if (read && at - read.at < freshMs) return read.offset;
    const asked = settings.findOne({ _id: 'clock' }).then((clock) => clock?.offset_ms ?? 0);
    // A failed reading is not kept: the next one asks again.
    asked.catch(() => {
      read = undefined;
    });
    read = { at, offset: asked };
    return asked;
  };
  const forget = () => {
    read = undefined;
  };
  return { sandbox, offset, now: async () => Date.now() + (await offset()), forget };
}

/** Forward only: going back would bring past cut-offs to life again. Returns what stands now. */
export async function setClockOffset(db: Db, offsetMs: number): Promise<number> {
  const clock = await collections(db).settings.findOneAndUpdate(
    { _id: 'clock' },
    { $max: { offset_ms: offsetMs } },
    { upsert: true, returnDocument: 'after' },
  );
  return clock?.offset_ms ?? offsetMs;
}

/** There is real time only, for every role. */
export async function dropClockOffset(db: Db): Promise<void> {
  await collections(db).settings.deleteOne({ _id: 'clock' });
}
