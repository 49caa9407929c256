import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { RequestHandler } from 'express';
import { decodeList } from './decode.ts';

/** Ten thousand people are about one megabyte. */
export const mostBytes = 5 * 1024 * 1024;

/** Of all parts of a form together: what stands beside the list is short. */
const mostOfAll = mostBytes + 64 * 1024;

/** Says of a form that its file was cut off. */
export const tooLarge = 'too_large' as const;

type Body = Record<string, string>;

/** A form with a file: its text comes as a field of the file's name, as if it had been typed. Other forms pass by. */
export const readUpload: RequestHandler = (request, _response, next) => {
  if (!/^multipart\/form-data;/i.test(request.get('content-type') ?? '')) return next();
  const body: Body = Object.create(null) as Body;
  // Nobody has asked yet who sends it: fifty fields as long as a list may be are not kept for them.
  let room = mostOfAll;
  let busboy: BusboyInstance;
  try {
    busboy = new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: { fields: 50, fieldSize: mostBytes, files: 1, fileSize: mostBytes, parts: 60 },
    });
  } catch {
    // A form that says nothing of its parts has none.
    return next();
  }
  busboy.on('field', (name, value, _nameCut, valueCut) => {
    room -= value.length;
    if (valueCut || room < 0) body[tooLarge] = 'yes';
    if (room >= 0) body[name] = value;
  });
  busboy.on('file', (name, file) => {
    const parts: Buffer[] = [];
    file.on('data', (part: Buffer) => {
      room -= part.length;
      if (room >= 0) parts.push(part);
      else body[tooLarge] = 'yes';
    });
    file.on('limit', () => void (body[tooLarge] = 'yes'));
    file.on('end', () => {
      const bytes = Buffer.concat(parts);
      if (bytes.length === 0) return;
      const { text, encoding } = decodeList(bytes);
      body[name] = text;
      body[`${name}_encoding`] = encoding;
    });
  });
  let over = false;
  const done = (): void => {
    if (over) return;
    over = true;
    request.unpipe(busboy);
    request.resume();
    request.body = body;
    next();
  };
  busboy.on('finish', done);
  // Broken off or malformed: what was read until then goes on, and the form says what it lacks.
  busboy.on('error', done);
  request.pipe(busboy);
};
