import type { Response } from 'express';
import { type ProblemBody, type ProblemCode, problems } from '../../contracts/api/problem.ts';
import { currentTraceId } from '../../runtime/trace.ts';

export type Problem = {
  readonly problem: ProblemCode;
  /** Fields beside the common ones, as the route's schema tells them. */
  readonly more?: Readonly<Record<string, unknown>>;
};
/** `begun`: 202. */
export type Reply<Body> = { readonly body: Body; readonly begun?: boolean } | CsvReply | Problem;
export type CsvReply = { readonly file: string; readonly parts: AsyncIterable<string> };

export const isProblem = (reply: Reply<unknown>): reply is Problem => 'problem' in reply;

export const isFile = (reply: Reply<unknown>): reply is CsvReply => 'parts' in reply;

export function problemBody(code: ProblemCode, more: Problem['more'] = {}): ProblemBody {
  const { status, title } = problems[code];
  const trace = currentTraceId();
  return {
    type: `/problems/${code}`,
    code,
    title,
    status,
    ...(trace === undefined ? {} : { trace_id: trace }),
    ...more,
  };
}

/** When a caller whose request was not decided may come again. */
const comeAgainS = 2;

export function sendProblem(response: Response, code: ProblemCode, more?: Problem['more']): void {
  const body = problemBody(code, more);
  if (body.status === 401) response.set('www-authenticate', 'Bearer');
  if (body.status === 503 || code === 'in_progress') response.set('retry-after', String(comeAgainS));
  response.status(body.status).type('application/problem+json').send(JSON.stringify(body));
}
