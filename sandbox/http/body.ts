import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { ApiError } from '../api/errors.ts';
import { Params, paramsFromJson, type Upload } from '../api/params.ts';
import { isWellFormed } from '../api/text/well-formed.ts';
import { readMultipart } from './multipart.ts';

/** 50 MB of file and some room for what surrounds it. */
const bodyLimit = 51 * 1024 * 1024;

export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    let tooLong = false;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= bodyLimit) parts.push(part);
      else if (!tooLong) {
        tooLong = true;
        parts.length = 0;
        // The rest is read and thrown away, so that the client can still read the answer.
        reject(new ApiError(413, 'Request Entity Too Large'));
      }
    });
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('error', reject);
    request.on('close', () => reject(new ApiError(400, 'Bad Request: unexpected end of request content')));
  });
}

/** Parameters from the query string and from a JSON, form or multipart body. */
export function readParams(query: string, contentType: string, body: Buffer): Params {
  const values = new Map<string, string>();
  let uploads: ReadonlyMap<string, Upload> = new Map();
  let raw: Record<string, unknown> | null = null;
  for (const [name, value] of new URLSearchParams(query)) values.set(name, value);
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'multipart/form-data') {
    const form = readMultipart(body, contentType);
    for (const [name, value] of form.values) values.set(name, value);
    uploads = form.uploads;
  } else if (body.length > 0) {
    if (!isUtf8(body)) throw bad('strings must be encoded in UTF-8');
    const text = body.toString('utf8');
    if (type === 'application/json') raw = readJson(text);
    const read = type === 'application/x-www-form-urlencoded' ? new URLSearchParams(text) : [];
    for (const [name, value] of raw ? flatten(raw) : read) values.set(name, value);
  }
  for (const value of values.values())
    if (!isWellFormed(value)) throw bad('strings must be encoded in UTF-8');
  return new Params(values, uploads, query === '' ? raw : null);
}

/** The parser takes any depth, the writer does not. */
function flatten(raw: Record<string, unknown>): ReadonlyMap<string, string> {
  try {
    return paramsFromJson(raw);
  } catch (error) {
    if (error instanceof RangeError) throw bad("can't parse parameter value: nested too deep");
    throw error;
  }
}

function readJson(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  if (!text.trimStart().startsWith('{')) throw bad('JSON object expected');
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw bad("can't parse parameter value: Unexpected symbol");
  }
}

const bad = (reason: string) => new ApiError(400, `Bad Request: ${reason}`);
