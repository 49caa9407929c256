/** Whichever host a path is resolved against, it stays there. */
const here = 'http://zapis.invalid';

/** Where somebody wanted to go before they signed in: a page of ours, or the first page. Never another site. */
export function nextPage(asked: string): string {
  if (!asked.startsWith('/') || asked.includes('\\') || asked.length > 500) return '/';
  const url = URL.parse(asked, here);
  // Shortened, a path may begin with two slashes, which is a host.
  if (url?.origin !== here || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}`;
}
