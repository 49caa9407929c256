import type { Telegram } from '../telegram.ts';

/** The way to a sandbox: in this process, or at a URL. */
export type Transport = {
  call(verb: string, path: string, body?: unknown): Promise<unknown>;
  /** Calls back after something has happened there. */
  onChange(listener: () => void): () => void;
};

class SandboxRefusal extends Error {}

const told = (status: number, body: unknown, path: string): unknown => {
  if (status < 400) return body;
  const reason = typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : status;
  throw new SandboxRefusal(`${path}: ${String(reason)}`);
};

export function inProcess(telegram: Telegram): Transport {
  return {
    call(verb, path, body) {
      const reply = telegram.control(verb, path, body);
      // A copy, as over HTTP: what a test holds does not change under its hands.
      const copy: unknown = JSON.parse(JSON.stringify(reply.body ?? null));
      return Promise.resolve().then(() => told(reply.status, copy, path));
    },
    onChange: (listener) => telegram.onEvent(listener),
  };
}

export function overHttp(url: string): Transport {
  return {
    async call(verb, path, body) {
      const response = await fetch(`${url}/_sandbox${path}`, {
        method: verb,
        ...(body !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      });
      return told(response.status, await response.json(), path);
    },
    onChange(listener) {
      const stop = new AbortController();
      void follow(`${url}/_sandbox/events`, listener, stop.signal);
      return () => stop.abort();
    },
  };
}

async function follow(url: string, listener: () => void, signal: AbortSignal): Promise<void> {
  try {
    const response = await fetch(url, { signal });
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) listener();
  } catch {
    // The stream ended; whoever waits still looks from time to time.
  }
}
