import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { HealthBoard } from './health.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/**
 * /healthz: this process lives (restart it when it does not answer).
 * /readyz: its neighbours answer too (send it no traffic while they do not).
 * /metrics: for Prometheus; these ports are never the public ones.
 */
export function operatorRoutes(
  board: HealthBoard,
  metrics: Registry,
): (...args: Parameters<Handler>) => boolean {
  return (request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    if (path === '/healthz') json(response, 200, { alive: true });
    else if (path === '/readyz') {
      const report = board.report();
      json(response, report.ready ? 200 : 503, report);
    } else if (path === '/metrics') {
      metrics.metrics().then(
        (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
        () => json(response, 500, { code: 'metrics_failed' }),
      );
    } else return false;
    return true;
  };
}

export const notFound: Handler = (_request, response) => json(response, 404, { code: 'not_found' });

const cutAfterMs = 3_000;

export type Listening = { readonly port: number; readonly server: Server; close(): Promise<void> };

export function listen(handler: Handler, port: number, address: string): Promise<Listening> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, handler);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`port ${port} on ${address} is taken by another program`)
          : error,
      );
    });
    server.listen(port, address, () => {
      const close = async () => {
        const ended = new Promise<void>((done) => {
          server.close(() => done());
        });
        server.closeIdleConnections();
        // A live page would hold its answer open for ever: what has not ended by now is cut, and comes again.
        const cut = setTimeout(() => server.closeAllConnections(), cutAfterMs);
        await ended;
        clearTimeout(cut);
      };
      resolve({ port: (server.address() as AddressInfo).port, server, close });
    });
  });
}
