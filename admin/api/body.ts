import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import type { ProblemCode } from '../../contracts/api/problem.ts';
import { sendProblem } from './reply.ts';

const reading = (limit: string): RequestHandler => {
  const parse = express.json({ limit, type: 'application/json' });
  return (request, response, next) => {
    // Nothing has no type: browsers and fetch() say a length of 0.
    if (request.get('content-length') === '0') return next();
    if (request.is('application/json') === false) return sendProblem(response, 'unsupported_type');
    return parse(request, response, next);
  };
};

/** Reads the body of a request that may have one; callers are known by now, so nobody else makes us read 64 KB. */
export const readBody = reading('64kb');
/** Ten thousand people by their ids are 270 KB. */
export const readLongBody = reading('512kb');

const faults: Readonly<Record<string, ProblemCode>> = {
  'entity.parse.failed': 'malformed_json',
  'request.size.invalid': 'malformed_json',
  'request.aborted': 'malformed_json',
  'entity.too.large': 'too_large',
  'charset.unsupported': 'unsupported_type',
  'encoding.unsupported': 'unsupported_type',
};

/** What the parser says of a body is the sender's fault; everything else is passed on. */
export const bodyFaults: ErrorRequestHandler = (error, _request, response, next) => {
  const { type, status } = (error ?? {}) as { readonly type?: unknown; readonly status?: unknown };
  // What was said to be compressed and is not has a status but no type.
  const unnamed = status === 400 ? 'malformed_json' : undefined;
  const code = typeof type === 'string' ? faults[type] : unnamed;
  if (code === undefined || response.headersSent) return next(error);
  return sendProblem(response, code);
};
