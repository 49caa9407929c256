import { createAdmin } from '../../adapters/mongo/panel/first-admin.ts';
import { signInLink } from '../../local/first-admin/link.ts';
import type { House } from './house.ts';

/** What a browser without scripts does in the panel, and on a person’s own pages: keeps its cookies, and sends a form with everything that stands in it. */
export class PanelClient {
  readonly #root: string;
  readonly #cookies = new Map<string, string>();

  private constructor(root: string) {
    this.#root = root;
  }

  /** Somebody who has nothing but a link. */
  static guest = (house: House): PanelClient => new PanelClient(house.env['API_URL'] ?? '');

  /** Signed in as a new admin, by a link as the command line prints it. */
  static async open(house: House): Promise<PanelClient> {
    const root = house.env['API_URL'] ?? '';
    const user_id = await createAdmin(house.db, { first_name: 'Olga', lang: 'en' }, Date.now());
    const link = new URL(await signInLink(house.db, root, { user_id, until: Date.now() + 60_000 }));
    const client = new PanelClient(root);
    await client.send(await client.get(link.pathname + link.search), {});
    return client;
  }

  async get(path: string): Promise<Page> {
    return this.#ask(path, {});
  }

  /** Fills in the last form of the page, the one that is not the frame’s, and sends it. */
  async send(page: Page, values: Record<string, string | readonly string[]>, to = page.path): Promise<Page> {
    const form = new URLSearchParams();
    const given = Object.entries(values);
    for (const [name, value] of page.fields) if (!(name in values)) form.append(name, value);
    for (const [name, value] of given) for (const one of [value].flat()) form.append(name, one);
    return this.#ask(to, { method: 'POST', body: form });
  }

  /** The page as it is redrawn, until what it answers with is called. */
  async live(path: string, redrawn: (html: string) => void): Promise<() => void> {
    const gone = new AbortController();
    const answer = await this.#fetch(path, { signal: gone.signal }, { accept: 'text/event-stream' });
    const read = async () => {
      let rest = '';
      for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const events = (rest + chunk).split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) redrawn(unescaped(event));
      }
    };
    read().catch((error: unknown) => {
      if (!gone.signal.aborted) throw error;
    });
    return () => gone.abort();
  }

  #fetch(path: string, init: RequestInit, more: Readonly<Record<string, string>> = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'accept-language': 'en', 'sec-fetch-site': 'same-origin', ...more };
    return fetch(new URL(path, this.#root), { ...init, headers, redirect: 'manual' });
  }

  async #ask(path: string, init: RequestInit): Promise<Page> {
    const answer = await this.#fetch(path, init);
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    const to = answer.headers.get('location');
    const text = await answer.text();
    return to === null ? pageOf(path, answer.status, text) : this.#ask(to, {});
  }
}

type Page = {
  readonly path: string;
  readonly status: number;
  readonly text: string;
  /** Of all its forms: those of the same name once. */
  readonly fields: ReadonlyMap<string, string>;
};

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function pageOf(path: string, status: number, html: string): Page {
  const main = html.slice(html.indexOf('<main'));
  const fields = new Map<string, string>();
  for (const [tag] of main.matchAll(/<input[^>]*>/g)) {
    const name = / name="([^"]*)"/.exec(tag)?.[1];
    const unchecked = /type="checkbox"/.test(tag) && !/ checked/.test(tag);
    if (name && !unchecked) fields.set(name, unescaped(/ value="([^"]*)"/.exec(tag)?.[1] ?? ''));
  }
  for (const [, name = '', value = ''] of main.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)</g))
    fields.set(name, unescaped(value));
  for (const [select] of main.matchAll(/<select[\s\S]*?<\/select>/g)) {
    const name = / name="([^"]*)"/.exec(select)?.[1] ?? '';
    const options = [...select.matchAll(/<option([^>]*)>/g)].map(([, attributes = '']) => attributes);
    const chosen = options.find((one) => one.includes('selected')) ?? options[0] ?? '';
    fields.set(name, / value="([^"]*)"/.exec(chosen)?.[1] ?? '');
  }
  return { path, status, text: unescaped(main), fields };
}
