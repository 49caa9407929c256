import express, { type Express } from 'express';
import type { HealthReport } from '../runtime/health.ts';
import { systemPage } from './panel/system-page.ts';
import { strictHeaders } from './security/headers.ts';

export type AppDeps = {
  readonly report: () => HealthReport;
  readonly now: () => number;
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
  return app;
}
