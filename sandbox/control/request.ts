import { ActError, type Kit } from '../acts/kit.ts';
import { isWellFormed } from '../api/text/well-formed.ts';
import type { Violation } from '../schema/violation.ts';
import type { FaultInput } from '../state/faults.ts';

const longestName = 255;

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
    if (!isWellFormed(value)) throw new ActError(400, `"${name}" must be encoded in UTF-8`);
    return value;
  }

  /** What a person, a bot or a chat is called. */
  name(name: string): string {
    const value = this.maybeName(name);
    if (value === undefined) throw new ActError(400, `"${name}" is missing`);
    return value;
  }

  maybeName(name: string): string | undefined {
    const value = this.maybeText(name);
    if (value !== undefined && (value.trim() === '' || value.length > longestName))
      throw new ActError(400, `"${name}" must have 1 to ${longestName} characters`);
    return value;
  }

  /** A number Telegram could have given: whole, not beyond 52 bits, people's above and chats' below zero. */
  maybeId(name: string, sign: 1 | -1): number | undefined {
    const value = this.maybeNumber(name);
    if (value === undefined) return undefined;
    if (!Number.isInteger(value) || value * sign < 1 || value * sign >= 2 ** 52)
      throw new ActError(400, `"${name}" must be a whole number ${sign > 0 ? 'above' : 'below'} zero`);
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
