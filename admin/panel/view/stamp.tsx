import { dayAndClock } from '../../../core/time/people.ts';

/** An instant to the minute, by Moscow’s clock, on one line. */
export const Stamp = ({ at }: { readonly at: number }) => <span class="stamp">{dayAndClock(at)}</span>;
