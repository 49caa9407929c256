import express from 'express';
import { onTestFinished } from 'vitest';
import { createPanel } from '../../admin/panel/router.tsx';
import type { StaffRole } from '../../admin/panel/visitor.ts';
import { tokenHash } from '../../admin/security/callers.ts';
import { strictHeaders } from '../../admin/security/headers.ts';
import { formTokenOf } from '../../admin/security/sessions.ts';
import { type Caller, callerOf } from './api-caller.ts';
import type { PanelDouble } from './panel-double.ts';

/** A browser at a panel on `double`; closed with the test. */
export async function opened(double: PanelDouble): Promise<Browser> {
  const app = express();
  app.use(strictHeaders, createPanel({ ...double.deps, failed: () => ({ away: true }) }));
  const caller = await callerOf(app);
  onTestFinished(caller.close);
  return new Browser(caller);
}

/** Keeps cookies and says where a form comes from, as browsers do. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}) {
    return this.#ask(path, { method: 'GET', headers });
  }

  post(path: string, form: Record<string, string>, site = 'same-origin') {
    return this.#ask(path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { 'sec-fetch-site': site },
    });
  }

  /** A form with a file. */
  send(path: string, body: FormData) {
    return this.#ask(path, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
  }

  /** The stream of a live page: each answer is what the page is redrawn with. */
  async stream(
    path: string,
  ): Promise<AsyncIterator<string> & { readonly status: number; readonly coding: string | null }> {
    const headers = { ...this.#headers(), accept: 'text/html, text/event-stream' };
    const response = await this.#caller.open(path, { headers });
    const { status, headers: said } = response;
    return Object.assign(pagesOf(response), { status, coding: said.get('content-encoding') });
  }

  #headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { 'accept-language': 'en', ...(cookie && { cookie }) };
  }

  async #ask(
    path: string,
    init: Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> },
  ) {
    const headers = { ...init.headers, ...this.#headers() };
    const answered = await this.#caller.raw(path, { ...init, headers, redirect: 'manual' });
    for (const line of answered.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { ...answered, text: String(answered.body), to: answered.headers.get('location') };
  }
}

export const token = 't'.repeat(43);
/** Answers with what every form of the session carries. */
export function signedIn(double: PanelDouble, browser: Browser, role: StaffRole): string {
  const { user_id } = double.person([role]);
  double.sessions.set(tokenHash(token), { user_id, created_at: double.now, seen_at: double.now });
  browser.cookies.set('zapis_session', token);
  return formTokenOf(token);
}

async function* pagesOf({ body }: Response): AsyncGenerator<string> {
  let text = '';
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString();
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts)
      if (part.startsWith('data: '))
        yield part
          .split('\n')
          .map((line) => line.slice('data: '.length))
          .join('\n');
  }
}
