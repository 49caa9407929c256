import { ApiError } from '../api/errors.ts';
import type { Upload } from '../api/params.ts';

export type Form = { values: Map<string, string>; uploads: Map<string, Upload> };

const endOfHeaders = Buffer.from('\r\n\r\n');

export function readMultipart(body: Buffer, contentType: string): Form {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) throw bad('boundary not found');
  if (mark.length > 200) throw bad('boundary too big or empty');
  const form: Form = { values: new Map(), uploads: new Map() };
  const separator = Buffer.from(`--${mark}`);
  let at = body.indexOf(separator);
  if (at < 0) throw bad('unexpected end of request content');
  for (;;) {
    at += separator.length;
    if (body.toString('latin1', at, at + 2) === '--') return form;
    const headersEnd = body.indexOf(endOfHeaders, at);
    const next = headersEnd < 0 ? -1 : body.indexOf(`\r\n--${mark}`, headersEnd + 2);
    if (next < 0) throw bad('unexpected end of request content');
    const headers = body.toString('utf8', at, headersEnd);
    readPart(form, headers, body.subarray(headersEnd + 4, Math.max(next, headersEnd + 4)));
    at = next + 2;
    if (form.values.size + form.uploads.size > 200)
      throw new ApiError(413, 'Request Entity Too Large: too many parameters in form data');
  }
}

function readPart(form: Form, headers: string, content: Buffer): void {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(headers)?.[1];
  if (disposition === undefined) throw bad('expected form-data content disposition');
  const name = quoted(disposition, 'name');
  if (name === undefined || name === '') throw bad('field name in multipart/form-data not found');
  const filename = quoted(disposition, 'filename');
  if (filename === undefined) {
    form.values.set(name, content.toString('utf8'));
    return;
  }
  const mime = /^content-type:\s*([^\s;]+)/im.exec(headers)?.[1] ?? mimeByName(filename);
  form.uploads.set(name, { filename, mime, bytes: Buffer.from(content) });
}

function quoted(disposition: string, field: string): string | undefined {
  const star = new RegExp(`[;\\s]${field}\\*=UTF-8''([^;\\s]+)`, 'i').exec(disposition)?.[1];
  if (star !== undefined && URL.canParse(`http://x/${star}`)) return safeDecode(star);
  const found = new RegExp(`(?:^|[;\\s])${field}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, 'i').exec(
    disposition,
  );
  return found?.[1]?.replaceAll(/\\(.)/g, '$1') ?? found?.[2];
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const byEnding: Readonly<Record<string, string>> = {
  ics: 'text/calendar',
  txt: 'text/plain',
  csv: 'text/csv',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  ogg: 'audio/ogg',
};

const mimeByName = (name: string) =>
  byEnding[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';

const bad = (reason: string) => new ApiError(400, `Bad Request: ${reason}`);
