import { ActError, type Kit } from '../acts/kit.ts';
import type { Violation } from '../schema/violation.ts';
import type { FaultInput } from '../state/faults.ts';

export type ControlKit = {
  kit: Kit;
  violations: Violation[];
  reset(options: { keepBots: boolean }): void;
};

export type ControlRequest = {
  control: ControlKit;
  /** What the pattern's `:names` stood for. */
  path: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: Fields;
};

export type Route = {
  verb: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  pattern: string;
  handle: (request: ControlRequest) => unknown;
};

/** The fields of a JSON body, each read with the type it must have. */
export class Fields {
  private readonly given: Readonly<Record<string, unknown>>;

  constructor(given: unknown) {
    if (given !== undefined && (typeof given !== 'object' || given === null || Array.isArray(given)))
      throw new ActError(400, 'a JSON object is expected');
    this.given = { ...given };
  }

  text(name: string): string {
    const value = this.maybeText(name);
    if (value === undefined) throw new ActError(400, `"${name}" is missing`);
    return value;
  }

  maybeText(name: string): string | undefined {
    const value = this.given[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw new ActError(400, `"${name}" must be a text`);
    return value;
  }

  number(name: string): number {
    const value = this.maybeNumber(name);
    if (value === undefined) throw new ActError(400, `"${name}" is missing`);
    return value;
  }

  maybeNumber(name: string): number | undefined {
    const value = this.given[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw new ActError(400, `"${name}" must be a number`);
    return value;
  }

  maybeFlag(name: string): boolean | undefined {
    const value = this.given[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'boolean') throw new ActError(400, `"${name}" must be true or false`);
    return value;
  }

  /** An id or a name. */
  maybeRef(name: string): string | number | undefined {
    const value = this.given[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new ActError(400, `"${name}" must be an id or a name`);
    return value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.text(name);
    const found = allowed.find((one) => one === value);
    if (found === undefined) throw new ActError(400, `"${name}" must be one of ${allowed.join(', ')}`);
    return found;
  }

  all(): FaultInput & Record<string, unknown> {
    return { ...this.given } as FaultInput & Record<string, unknown>;
  }
}
