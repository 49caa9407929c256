import type { ServiceName } from '../services/service.ts';
import type { Supervised } from '../supervise/supervised.ts';

/** A service that answers, whoever started it. */
export type Running = {
  readonly name: ServiceName;
  readonly title: string;
  readonly what: string;
  readonly version: string;
  readonly source: 'real' | 'embedded';
  /** With its password: for connecting, not for showing. */
  readonly url: string;
  readonly links: Readonly<Record<string, string>>;
  /** In the order they were started; empty for a configured service. */
  readonly programs: readonly Supervised[];
};

export async function stopPrograms(programs: readonly Supervised[], hurry?: AbortSignal): Promise<void> {
  for (const program of programs.toReversed()) await program.stop(hurry);
}
