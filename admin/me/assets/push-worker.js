// Shows what our server sent while no page of it is open, and opens that page when it is pressed.

/** Only a page of ours: whatever the message says. */
function ours(path) {
  const url = new URL(typeof path === 'string' ? path : '/me', self.location.origin);
  return url.origin === self.location.origin && url.pathname.startsWith('/me')
    ? url.href
    : `${self.location.origin}/me`;
}

self.addEventListener('push', (event) => {
  const said = event.data?.json() ?? {};
  const options = {
    body: said.body,
    tag: said.tag,
    renotify: said.tag !== undefined,
    data: { url: ours(said.url) },
  };
  event.waitUntil(self.registration.showNotification(said.title ?? 'Zapis', options));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url } = event.notification.data;
  event.waitUntil(show(url));
});

async function show(url) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = pages.find((page) => page.url === url);
  return open ? open.focus() : self.clients.openWindow(url);
}
