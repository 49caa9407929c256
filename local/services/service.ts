import { assertNever } from '../../core/shared/assert-never.ts';
import type { RunTool } from '../cache/tool.ts';
import type { Trouble } from '../trouble.ts';

export const serviceNames = ['temporal', 'mongodb', 'rabbitmq', 'redis'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** What a candidate works with while it looks for its engine or makes it. */
export type Bench = {
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Shown to the person who waits, with the elapsed time. */
  readonly say: (stage: string) => void;
  readonly run: RunTool;
};

/** One way to get a service, in the order of the service's list. */
export type Candidate = {
  readonly id: string;
  readonly prepare: (bench: Bench) => Promise<Prepared>;
};
export type Prepared =
  | { readonly ok: true; readonly engine: Engine }
  | { readonly ok: false; readonly why: string };

/** Something that can be launched. */
export type Engine = {
  /** What it is, for the table: `SecantusDB (PyPI)`. */
  readonly what: string;
  readonly version: string;
  /** Names the data folder: engines whose files differ must not share one. */
  readonly dataKey: string;
  readonly launch: (place: Place) => Launch;
};

export type Place = {
  readonly data: string;
  /** Its name is part of what must not clash with another checkout. */
  readonly run: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly env: NodeJS.ProcessEnv;
};

export type Launch = {
  readonly url: string;
  readonly programs: readonly LaunchProgram[];
  readonly links?: Readonly<Record<string, string>>;
};
export type LaunchProgram = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cleanup?: readonly string[];
  readonly graceMs: number;
  /** The next program is started when this one listens here. */
  readonly listensOn?: number;
};

export type Probe =
  | { readonly ok: true; readonly version: string; readonly clockSkewMs?: number }
  | { readonly ok: false; readonly fault: Fault };

/** Who must act, in the order a connection is made. */
export type Fault = {
  readonly kind: 'wrong-url' | 'unreachable' | 'refused' | 'not-ready' | 'other';
  readonly detail: string;
};

export type Service = {
  readonly name: ServiceName;
  readonly title: string;
  /** The variable that names a service of one's own, and a URL as an example. */
  readonly variable: string;
  readonly example: string;
  readonly ports: readonly PortWish[];
  readonly candidates: readonly Candidate[];
  readonly readyWithinMs: number;
  readonly probe: (url: string, options: ProbeOptions) => Promise<Probe>;
  /** A trial by fire before it is trusted; the sentence says what it did wrong. */
  readonly gate?: (url: string) => Promise<GateVerdict>;
  /** What to type when nothing worked. */
  readonly remedy: (env: NodeJS.ProcessEnv) => string;
};
export type PortWish = {
  readonly name: string;
  /** Named by the person who starts: this one or none. */
  readonly wanted?: number | undefined;
  /** Well-known ones: before the one of last time. */
  readonly preferred: readonly number[];
};
export type ProbeOptions = {
  readonly timeoutMs: number;
  /** Given for a configured service: what its connection needs besides the URL. */
  readonly env?: NodeJS.ProcessEnv;
};
export type GateVerdict = { readonly ok: true } | { readonly ok: false; readonly why: string };

export function faultTrouble(service: Service, shownUrl: string, fault: Fault): Trouble {
  const where = `${service.title} at ${shownUrl} (${service.variable})`;
  const without = `or unset ${service.variable} to let zapis bring up its own`;
  switch (fault.kind) {
    case 'wrong-url':
      return {
        what: `${service.variable} is not an address of ${service.title}: ${fault.detail}`,
        todo: `Write it like ${service.example}, ${without}.`,
      };
    case 'unreachable':
      return {
        what: `${where} cannot be reached: ${fault.detail}`,
        todo: `Start it or mend the address, ${without}.`,
      };
    case 'refused':
      return {
        what: `${where} refuses the user or password: ${fault.detail}`,
        todo: `Mend the credentials in ${service.variable}, ${without}.`,
      };
    case 'not-ready':
    case 'other':
      return {
        what: `${where} answers, but does not work: ${fault.detail}`,
        todo: `Look into its log, ${without}.`,
      };
    default:
      return assertNever(fault.kind);
  }
}
