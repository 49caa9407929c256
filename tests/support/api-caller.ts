import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { ProblemBody } from '../../contracts/api/problem.ts';

export type Answered = { readonly status: number; readonly headers: Headers; readonly body: unknown };
export type Caller = {
  get(path: string, headers?: Record<string, string>): Promise<Answered>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** As it comes. */
  open(path: string, init: RequestInit): Promise<Response>;
  /** Any method; a body is sent as JSON. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** Exactly these bytes. */
  raw(path: string, init: RequestInit): Promise<Answered>;
  close(): Promise<void>;
};

export const codeOf = (answered: Answered): string | undefined => (answered.body as ProblemBody | null)?.code;

/** An application on a port of its own, asked with this token. */
export async function callerOf(app: Express, token?: string): Promise<Caller> {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => {
    server.once('listening', resolve);
  });
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const raw = async (path: string, init: RequestInit): Promise<Answered> => {
    const response = await fetch(root + path, init);
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: json ? (JSON.parse(text) as unknown) : text,
    };
  };
  const auth: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const json = { 'content-type': 'application/json' };
  return {
    raw,
    open: (path, init) => fetch(root + path, init),
    ask: (method, path, body, headers = {}) =>
      raw(path, {
        method: method.toUpperCase(),
        headers: { ...auth, ...(body === undefined ? {} : json), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    get: (path, headers = {}) => raw(path, { headers: { ...auth, ...headers } }),
    post: (path, body, headers = {}) =>
      raw(path, {
        method: 'POST',
        headers: { ...auth, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
