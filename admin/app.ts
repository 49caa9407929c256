import express, { type ErrorRequestHandler, type Express } from 'express';
import type { HealthReport } from '../runtime/health.ts';
import { systemPage } from './panel/system-page.ts';
import { strictHeaders } from './security/headers.ts';

export type AppDeps = {
  readonly report: () => HealthReport;
  readonly now: () => number;
  /** A fault of ours, to be logged; the person is told that it is ours, and no more. */
  readonly failed: (error: unknown) => void;
};

/** Builds the application; only main.ts listens. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(strictHeaders);
  app.get('/', (_request, response) => {
    response.type('html').send(systemPage(deps.report(), deps.now()));
  });
  app.use((_request, response) => {
    response
      .status(404)
      .type('application/problem+json')
      .json({ code: 'not_found', title: 'There is nothing here', status: 404 });
  });
  const failed: ErrorRequestHandler = (error, _request, response, next) => {
    deps.failed(error);
    if (response.headersSent) return next(error);
    const problem = { code: 'internal', title: 'Something went wrong on our side', status: 500 };
    return response.status(500).type('application/problem+json').json(problem);
  };
  app.use(failed);
  return app;
}
