// Shows what our server sent while no page of it is open, and opens that page when it is pressed.

const { icon, news, home, key: keyPath, subscribe } = self.zapis;

/** Only a page of ours: whatever the message says. */
function ours(path) {
  const { origin } = self.location;
  if (typeof path !== 'string' || !URL.canParse(path, origin)) return origin + home;
  const url = new URL(path, origin);
  return url.origin === origin && url.pathname.startsWith(home) ? url.href : origin + home;
}

/** undefined: nothing that could be shown. */
function read(data) {
  try {
    const said = data.json();
    return typeof said.title === 'string' && said.title !== '' ? said : undefined;
  } catch {
    return undefined;
  }
}

/** Browsers want something shown for every message: what cannot be read is news all the same. */
function shown(data) {
  const said = read(data);
  if (said === undefined) {
    const lang = self.navigator.language.startsWith('ru') ? 'ru' : 'en';
    return ['Zapis', { body: news[lang], tag: 'news', renotify: true, icon, data: { url: ours(home) } }];
  }
  const tag = typeof said.tag === 'string' ? said.tag : '';
  const body = typeof said.body === 'string' ? said.body : '';
  return [said.title, { body, tag, renotify: tag !== '', icon, data: { url: ours(said.url) } }];
}

self.addEventListener('push', (event) => {
  event.waitUntil(self.registration.showNotification(...shown(event.data)));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.url));
});

/** A page that is open already may show what was before the news. */
async function open(url) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const found = pages.find((page) => page.url === url);
  if (!found) {
    await self.clients.openWindow(url);
    return;
  }
  await found.focus();
  found.postMessage('news', []);
}

/** The browser’s service has given it another address: without us knowing it, nothing would come any more. */
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(again(event)));

async function again({ oldSubscription, newSubscription }) {
  const answer = await fetch(keyPath);
  // Signed out, or off the list: nothing is to come.
  if (!answer.ok) return;
  const { key, form_token } = await answer.json();
  const { pushManager } = self.registration;
  const wanted = { userVisibleOnly: true, applicationServerKey: key };
  const made = newSubscription ?? (await pushManager.subscribe(wanted));
  const before = oldSubscription?.endpoint ?? '';
  const body = new URLSearchParams({ form_token, before, subscription: JSON.stringify(made) });
  await fetch(subscribe, { method: 'POST', body });
}
