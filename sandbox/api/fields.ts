import type { Json, JsonObject } from '../state/wire.ts';
import { badRequest } from './errors.ts';
import { toInteger } from './params.ts';

// Fields of JSON objects inside parameters, read with Telegram's own tolerance and errors.

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function requiredString(object: JsonObject, name: string): string {
  const value = object[name];
  if (value === undefined) throw badRequest(`Can't find field "${name}"`);
  return asString(name, value);
}

export function optionalString(object: JsonObject, name: string): string {
  const value = object[name];
  return value === undefined || value === null ? '' : asString(name, value);
}

function asString(name: string, value: Json): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw badRequest(`Field "${name}" must be of type String`);
}

export function optionalBool(object: JsonObject, name: string): boolean {
  const value = object[name];
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  throw badRequest(`Field "${name}" must be of type Boolean`);
}

export function requiredInt(object: JsonObject, name: string): number {
  const value = object[name];
  if (value === undefined) throw badRequest(`Can't find field "${name}"`);
  if (typeof value !== 'number' && typeof value !== 'string')
    throw badRequest(`Field "${name}" must be of type Number`);
  if (typeof value === 'string' && !/^-?\d+$/.test(value))
    throw badRequest(`Field "${name}" must be a Number`);
  return toInteger(String(value));
}

export function requiredObject(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  if (value === undefined) throw badRequest(`Can't find field "${name}"`);
  if (!isObject(value)) throw badRequest(`Field "${name}" must be of type Object`);
  return value;
}

/** Runs the reader and puts the outer words in front of its refusal. */
export function within<T>(prefix: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'description' in error)
      throw badRequest(`${prefix}: ${upperFirst(String(error.description).replace('Bad Request: ', ''))}`);
    throw error;
  }
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
