import express, { type ErrorRequestHandler, type Express } from 'express';
import type { HealthReport } from '../runtime/health.ts';
import { sendProblem } from './api/reply.ts';
import { type ApiDeps, createApi } from './api/router.ts';
import { systemPage } from './panel/system-page.ts';
import { strictHeaders } from './security/headers.ts';

export type AppDeps = {
  readonly report: () => HealthReport;
  readonly now: () => number;
  readonly api: ApiDeps;
  /** To be logged; the person is told whose fault it is, and no more. `away`: a neighbour’s, who may be back. */
  readonly failed: (error: unknown) => { readonly away: boolean };
};

/** Builds the application; only main.ts listens. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(strictHeaders);
  app.get('/', (_request, response) => {
    response.type('html').send(systemPage(deps.report(), deps.now()));
  });
  app.use(createApi(deps.api));
  app.use((_request, response) => sendProblem(response, 'not_found'));
  const failed: ErrorRequestHandler = (error, _request, response, next) => {
    const { away } = deps.failed(error);
    if (response.headersSent) return next(error);
    return sendProblem(response, away ? 'unavailable' : 'internal');
  };
  app.use(failed);
  return app;
}
