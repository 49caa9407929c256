import express, { type ErrorRequestHandler, type Express } from 'express';
import { sendProblem } from './api/reply.ts';
import { type ApiDeps, createApi } from './api/router.ts';
import type { MeDeps } from './me/deps.ts';
import { createMe } from './me/router.tsx';
import { createPanel, type PanelDeps } from './panel/router.tsx';
import { strictHeaders } from './security/headers.ts';

export type AppDeps = {
  readonly api: ApiDeps;
  readonly panel: Omit<PanelDeps, 'failed'>;
  readonly me: MeDeps;
  /** To be logged; the person is told whose fault it is, and no more. `away`: a neighbour’s, who may be back. */
  readonly failed: (error: unknown) => { readonly away: boolean };
};

/** Builds the application; only main.ts listens. */
export function createApp({ api, panel, me, failed }: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  // What a proxy says of whom it speaks for is believed only when it stands beside us.
  app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal']);
  app.use(strictHeaders);
  app.use(createApi(api));
  app.use(createMe({ ...me, failed }));
  app.use(createPanel({ ...panel, failed }));
  const broken: ErrorRequestHandler = (error, _request, response, next) => {
    const { away } = failed(error);
    if (response.headersSent) return next(error);
    return sendProblem(response, away ? 'unavailable' : 'internal');
  };
  app.use(broken);
  return app;
}
