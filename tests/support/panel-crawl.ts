import type { Page } from 'playwright-core';
import {
  type PanelRoute,
  type PanelRouteName,
  panelRouteNames,
  panelRoutes,
} from '../../admin/panel/routes/index.ts';

const literal = (text: string): string => text.replaceAll('.', String.raw`\.`);
const pages = panelRouteNames
  .filter((name) => panelRoutes[name].method === 'get')
  .map((name) => ({
    name,
    fits: new RegExp(`^${literal(panelRoutes[name].path).replaceAll(/:\w+/g, '[^/]+')}$`),
  }));

/** Every page and file of the panel that somebody who is signed in as `role` may ask for. */
export const pagesOf = (role: string): PanelRouteName[] =>
  pages.flatMap(({ name }) => {
    const { may } = panelRoutes[name] as PanelRoute;
    return may !== 'anyone' && may.some((one) => one === role) ? [name] : [];
  });

/** As the router does: the first that fits. */
const routeOf = (path: string): PanelRouteName | undefined =>
  pages.find(({ fits }) => fits.test(path.split('?')[0] ?? ''))?.name;

const hrefs = (html: string): string[] =>
  [...html.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));

/** Of a page that is the same for each booking or day, so many are followed. */
const mostAlike = 4;

export type Crawled = {
  /** Paths that were opened, by the page they are. */
  readonly opened: ReadonlyMap<PanelRouteName, readonly string[]>;
  /** Links into the panel that lead to nothing, and where they stand. */
  readonly dead: readonly string[];
};

/** Follows every link from these pages on, as whoever is signed in on `page`. */
export async function crawl(page: Page, from: readonly string[]): Promise<Crawled> {
  const opened = new Map<PanelRouteName, string[]>();
  const dead: string[] = [];
  const queue = from.map((path) => ({ path, on: 'the start' }));
  const known = new Set(from);
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { path, on } = next;
    const answer = await page.context().request.get(new URL(path, page.url()).href);
    const name = routeOf(path);
    if (answer.status() !== 200 || !name) dead.push(`${path} (${answer.status()}) on ${on}`);
    const alike = name ? (opened.get(name) ?? []) : [];
    if (!name || alike.length >= mostAlike) continue;
    opened.set(name, [...alike, path]);
    if (!answer.headers()['content-type']?.includes('html')) continue;
    for (const href of hrefs(await answer.text())) {
      if (!href.startsWith('/') || known.has(href)) continue;
      known.add(href);
      queue.push({ path: href, on: path });
    }
  }
  return { opened, dead };
}
