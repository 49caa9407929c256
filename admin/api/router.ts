import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { z } from 'zod';
import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type Route,
  type RouteName,
  routeNames,
  routeOf,
} from '../../contracts/api/routes.ts';
import type { Log } from '../../runtime/log.ts';
import { currentTraceId, newTraceId, withTrace } from '../../runtime/trace.ts';
import { openAssets } from '../panel/assets.ts';
import type { IdempotencyStore, StoredAnswer } from '../ports.ts';
import { access } from '../security/access.ts';
import type { Caller, Known } from '../security/callers.ts';
import { initiatorOf } from '../security/initiator.ts';
import { writeOut } from '../write-out.ts';
import { bodyFaults, readBody, readLongBody } from './body.ts';
import { docsPage } from './docs/page.tsx';
import type { Asked, Handlers } from './handler.ts';
import { isKey, once, operationId } from './idempotency.ts';
import { openApi } from './openapi.ts';
import {
  type CsvReply,
  isFile,
  isProblem,
  type Problem,
  problemBody,
  type Reply,
  sendProblem,
} from './reply.ts';
import { unchanged } from './unchanged.ts';

export type ApiDeps = {
  readonly log: Log;
  readonly callerOf: (authorization: string | undefined) => Promise<Known>;
  readonly idempotency: IdempotencyStore;
  readonly handlers: Handlers;
};

/** Everything under /api. */
export function createApi(deps: ApiDeps): Router {
  const router = express.Router();
  router.use('/api', traced, logged(deps.log));
  router.get('/api/openapi.json', (_request, response) => {
    response.json(openApi);
  });
  const page = docsPage(openAssets());
  router.get('/api/docs', (_request, response) => {
    response.type('html').send(page);
  });
  for (const name of routeNames) mount(router, name, deps);
  refuseOtherMethods(router);
  router.use('/api', (_request, response) => sendProblem(response, 'not_found'));
  router.use(bodyFaults);
  return router;
}

const traceForm = /^[\w-]{8,64}$/;

/** The caller's trace id goes on through everything the request causes; it comes back with the answer. */
const traced: RequestHandler = (request, response, next) => {
  const given = request.get('x-trace-id');
  const id = given !== undefined && traceForm.test(given) ? given : newTraceId();
  response.set('x-trace-id', id);
  withTrace(id, next);
};

/** Who asked for what and how it ended, by ids: neither query nor body, which may hold what a person typed. */
const logged =
  (log: Log): RequestHandler =>
  (request, response, next) => {
    const began = performance.now();
    const trace_id = currentTraceId();
    response.on('finish', () => {
      const { route, caller } = response.locals as { route?: string; caller?: string };
      const ms = Math.round(performance.now() - began);
      log.info({ trace_id, method: request.method, route, caller, status: response.statusCode, ms }, 'api');
    });
    next();
  };

function mount(router: Router, name: RouteName, deps: ApiDeps): void {
  const route = routeOf(name);
  const known: RequestHandler = async (request, response, next) => {
    response.locals['route'] = name;
    const found = await deps.callerOf(request.get('authorization'));
    if ('refused' in found) return sendProblem(response, found.refused);
    response.locals['caller'] = found.caller.id;
    const needs = access[name];
    if (!found.caller.scopes.has(needs)) return sendProblem(response, 'missing_scope', { needs });
    (response.locals as Locals).who = found.caller;
    return next();
  };
  const work: RequestHandler = (request, response) => answer(name, route, deps, request, response);
  const read = route.long ? readLongBody : readBody;
  const steps = route.body ? [known, read, work] : [known, work];
  router[route.method](route.path, ...steps);
}

function refuseOtherMethods(router: Router): void {
  for (const [path, names] of Map.groupBy(routeNames, (name) => routeOf(name).path)) {
    const allow = names.map((name) => routeOf(name).method.toUpperCase()).join(', ');
    router.all(path, (_request, response) => {
      response.set('allow', allow);
      sendProblem(response, 'method_not_allowed');
    });
  }
}

type Locals = { who: Caller };

async function answer(
  name: RouteName,
  route: Route,
  deps: ApiDeps,
  request: Request,
  response: Response,
): Promise<void> {
  const { who } = response.locals as Locals;
  const checked = check(route, request, who);
  if ('problem' in checked) return sendProblem(response, checked.problem, checked.more);
  const key = request.get('idempotency-key');
  const operation = key === undefined || !route.body ? undefined : operationId(who.id, name, key);
  // The table pairs each name with its own schemas and handler; TypeScript cannot follow that through a loop.
  const handle = deps.handlers[name] as (asked: Asked<RouteName>) => Promise<Reply<unknown>>;
  if (operation === undefined) {
    const reply = await handle({ ...checked, operation });
    if (isFile(reply)) return sendFile(response, reply);
    const plain = stored(route, reply);
    if (route.method === 'get' && plain.status === 200 && unchanged(request, response, plain.body)) return;
    return send(response, plain);
  }
  const work = async () => stored(route, await handle({ ...checked, operation }));
  const failed = (error: unknown) => deps.log.warn({ err: error }, 'an answer is not kept under its key');
  const content = route.params ? { params: checked.params, body: checked.body } : checked.body;
  const kept = { store: deps.idempotency, failed, once: route.once ?? [] };
  const result = await once(kept, operation, content, work);
  if ('problem' in result) return sendProblem(response, result.problem);
  if (result.repeated) response.set('idempotency-replayed', 'true');
  return send(response, result.answer);
}

type Checked = Omit<Asked<RouteName>, 'operation'>;

function check(route: Route, request: Request, who: Caller): Checked | Problem {
  const params = route.params?.safeParse(request.params);
  // An id that is none names nothing.
  if (params && !params.success) return { problem: route.problems.find(isUnknown) ?? 'not_found' };
  const query = route.query.safeParse(request.query);
  if (!query.success) return misfit(query.error, 'query');
  // Nothing at all is as good as {} where nothing has to be said.
  const body = route.body?.safeParse(request.body ?? {});
  if (body && !body.success) return misfit(body.error, 'body');
  const key = request.get('idempotency-key');
  if (key !== undefined && !isKey(key))
    return headerFault('idempotency-key', 'must be 1 to 255 printable characters without spaces');
  const initiated_by = initiatorOf(who, (header) => request.get(header));
  if (!initiated_by) return headerFault('x-initiated-by-*', 'does not name a person, role and channel');
  return {
    params: (params?.data ?? {}) as ParamsOf<RouteName>,
    query: query.data as QueryOf<RouteName>,
    body: (body?.data ?? null) as BodyOf<RouteName>,
    trace_id: currentTraceId() ?? newTraceId(),
    initiated_by,
    caller: who.id,
    company: who.company,
    may: (scope) => who.scopes.has(scope),
  };
}

const isUnknown = (code: string): boolean => code.startsWith('unknown_') && code !== 'unknown_token';

const misfit = (error: z.ZodError, where: string): Problem => ({
  problem: 'invalid_request',
  more: { errors: error.issues.flatMap((issue) => faultsOf(issue, where)) },
});

/** A field that nobody knows is told of by its own path. */
function faultsOf(issue: z.core.$ZodIssue, where: string): { path: string; message: string }[] {
  const path = [where, ...issue.path].join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({ path: `${path}.${key.slice(0, 100)}`, message: 'is not known here' }));
}

const headerFault = (header: string, message: string): Problem => ({
  problem: 'invalid_request',
  more: { errors: [{ path: `header.${header}`, message }] },
});

function stored(route: Route, reply: Reply<unknown>): StoredAnswer {
  if (isFile(reply)) throw new Error('a file is not kept under a key');
  if (!isProblem(reply)) return { status: reply.begun ? 202 : (route.status ?? 200), body: reply.body };
  const body = problemBody(reply.problem, reply.more);
  return { status: body.status, body };
}

function send(response: Response, { status, body }: StoredAnswer): void {
  if (status < 400) {
    response.status(status).json(body);
    return;
  }
  const {
    code,
    title: _title,
    status: _status,
    type: _type,
    ...more
  } = body as ReturnType<typeof problemBody>;
  sendProblem(response, code, more);
}

async function sendFile(response: Response, { file, parts }: CsvReply): Promise<void> {
  response.set('content-disposition', `attachment; filename="${file}"`).type('text/csv; charset=utf-8');
  await writeOut(parts, [], response);
}
