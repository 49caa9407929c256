import { moscowStamp } from '../../../core/time/moscow.ts';

/** An instant to the minute, on one line. */
export const Stamp = ({ at }: { readonly at: number }) => <span class="stamp">{moscowStamp(at)}</span>;
