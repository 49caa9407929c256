import type { BookingDeps } from '../../activities/booking/ports.ts';

/** Thrown where a process would have been lost. */
export class Crash extends Error {}

export type CrashPoint = { readonly write: number; readonly when: 'before' | 'after' };

/** Every write of the verbs, counted in the order it begins; one of them can be made to crash. */
export function faultyPorts(deps: BookingDeps, at?: CrashPoint) {
  let begun = 0;
  const names: string[] = [];
  const write =
    <Args extends readonly unknown[], Answer>(name: string, run: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      begun += 1;
      names.push(name);
      const crashes = begun === at?.write;
      if (crashes && at.when === 'before') throw new Crash(`before ${name}`);
      const answer = await run(...args);
      if (crashes) throw new Crash(`after ${name}`);
      return answer;
    };
  const { bookings, seats, audit } = deps;
  const faulty: BookingDeps = {
    ...deps,
    bookings: {
      ...bookings,
      open: write('open', bookings.open),
      intend: write('intend', bookings.intend),
      raise: write('raise', bookings.raise),
      begin: write('begin', bookings.begin),
      refuse: write('refuse', bookings.refuse),
      forget: write('forget', bookings.forget),
      commit: write('commit', bookings.commit),
    },
    seats: { claim: write('claim', seats.claim), release: write('release', seats.release) },
    audit: { ...audit, record: write('record', audit.record) },
  };
  return { deps: faulty, writes: (): readonly string[] => names };
}
