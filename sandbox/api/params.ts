import type { Json } from '../state/wire.ts';
import { badRequest } from './errors.ts';

export type Upload = { filename: string; mime: string; bytes: Buffer };

/**
 * Parameters as Telegram's server keeps them: every value is a text, objects are their JSON,
 * numbers are read until the first foreign sign, and what cannot be read is 0 or false.
 */
export class Params {
  readonly values: ReadonlyMap<string, string>;
  readonly uploads: ReadonlyMap<string, Upload>;

  /** The JSON body as it came; null for forms and queries. */
  readonly raw: Readonly<Record<string, unknown>> | null;

  constructor(
    values: ReadonlyMap<string, string>,
    uploads: ReadonlyMap<string, Upload> = new Map(),
    raw: Readonly<Record<string, unknown>> | null = null,
  ) {
    this.values = values;
    this.uploads = uploads;
    this.raw = raw;
  }

  text(name: string): string {
    return this.values.get(name) ?? '';
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === '') throw badRequest(`Parameter "${name}" is required`);
    return value;
  }

  integer(name: string, fallback = 0, min = -(2 ** 31), max = 2 ** 31 - 1): number {
    const value = this.text(name);
    const read = value === '' ? fallback : toInteger(value);
    return Math.min(max, Math.max(min, read));
  }

  flag(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).toLowerCase().trim());
  }

  messageId(name = 'message_id'): number {
    return Math.max(0, this.integer(name));
  }

  upload(name: string): Upload | undefined {
    const direct = this.uploads.get(name);
    if (direct) return direct;
    const value = this.text(name);
    return value.startsWith('attach://') ? this.uploads.get(value.slice('attach://'.length)) : undefined;
  }

  /** The JSON in the parameter; undefined when it is not given. */
  json(name: string, failure: string): Json | undefined {
    const value = this.text(name);
    if (value === '') return undefined;
    const parsed = parseJson(value);
    if (parsed === undefined) throw badRequest(failure);
    return parsed;
  }
}

export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

export function toInteger(text: string): number {
  const found = /^-?\d{1,18}/.exec(text);
  return found ? Number(found[0]) : 0;
}

export function paramsFromJson(body: Record<string, unknown>): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(body))
    if (value !== undefined) values.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  return values;
}
