import type { CDPSession, Page, Worker } from 'playwright-core';
import { waitFor } from './wait.ts';

type Notice = {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly data: { readonly url: string };
};

/** Where somebody is led by a press, which is the browser’s own part: nobody can press a notification here. */
const pressing = (tag: string) => `(async () => {
  const [notification] = await self.registration.getNotifications({ tag: ${JSON.stringify(tag)} });
  const led = [];
  self.clients.openWindow = async (url) => void led.push('opened ' + url);
  WindowClient.prototype.focus = async function () { led.push('focused ' + this.url); return this; };
  const event = new NotificationEvent('notificationclick', { notification });
  let answer;
  Object.defineProperty(event, 'waitUntil', { value: (promise) => { answer = promise; } });
  self.dispatchEvent(event);
  await answer;
  return led;
})()`;

type Subscription = { readonly endpoint: string; readonly p256dh: string; readonly auth: string };

/** What a browser says when its push service has moved it. There is no such service for Chromium here, so ours is named. */
const moving = (before: string, { endpoint, ...keys }: Subscription) => `(async () => {
  const made = { toJSON: () => (${JSON.stringify({ endpoint, keys })}) };
  PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => {
    if (!userVisibleOnly || applicationServerKey.length !== 87) throw new TypeError('not our key');
    return made;
  };
  const event = new PushSubscriptionChangeEvent('pushsubscriptionchange');
  let answer;
  Object.defineProperties(event, {
    oldSubscription: { value: { endpoint: ${JSON.stringify(before)} } },
    waitUntil: { value: (promise) => { answer = promise; } },
  });
  self.dispatchEvent(event);
  await answer;
})()`;

type Registration = { readonly registrationId: string; readonly origin: string };

/** The program behind somebody’s pages, as a browser runs it. */
export class PushWorker {
  readonly #cdp: CDPSession;
  readonly #worker: Worker;
  readonly #registration: Registration;

  private constructor(cdp: CDPSession, worker: Worker, registration: Registration) {
    this.#cdp = cdp;
    this.#worker = worker;
    this.#registration = registration;
  }

  /** Of a page that has registered it, or is about to. */
  static async of(page: Page): Promise<PushWorker> {
    const { origin } = new URL(page.url());
    await page.context().grantPermissions(['notifications'], { origin });
    const cdp = await page.context().newCDPSession(page);
    const active: string[] = [];
    // Before it is active, what comes is lost.
    cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { registrationId, scriptURL, status } of versions)
        if (scriptURL === `${origin}/me/push-worker.js` && status === 'activated')
          active.push(registrationId);
    });
    await cdp.send('ServiceWorker.enable');
    const registrationId = await waitFor('the program behind the pages', () => active[0]);
    const worker = await waitFor('it to run', () => page.context().serviceWorkers()[0]);
    const allowed = () => worker.evaluate<boolean>(`Notification.permission === 'granted'`);
    await waitFor('it to be allowed to show something', allowed);
    return new PushWorker(cdp, worker, { registrationId, origin });
  }

  /** As from the browser’s push service, after it was decrypted. */
  async deliver(data: string): Promise<void> {
    await this.#cdp.send('ServiceWorker.deliverPushMessage', { ...this.#registration, data });
  }

  /** Everything that is shown, once something with these words is. */
  showing(body: string, withinMs?: number): Promise<readonly Notice[]> {
    return waitFor(
      `"${body}" to be shown`,
      async () => {
        const all = await this.shown();
        return all.some((one) => one.body === body) ? all : undefined;
      },
      withinMs,
    );
  }

  /** A busy Chromium has lost what its program was to be woken for: then it is brought again, in the place of the first. */
  brought(data: string, body: string): Promise<readonly Notice[]> {
    return waitFor(`"${body}" to be brought`, async () => {
      await this.deliver(data);
      return this.showing(body, 10_000);
    });
  }

  shown(): Promise<readonly Notice[]> {
    return this.#worker.evaluate<Notice[]>(
      `self.registration.getNotifications().then((all) => all.map(({ title, body, tag, data }) => ({ title, body, tag, data })))`,
    );
  }

  press(tag: string): Promise<readonly string[]> {
    return this.#worker.evaluate<string[]>(pressing(tag));
  }

  movedTo(before: string, now: Subscription): Promise<void> {
    return this.#worker.evaluate<void>(moving(before, now));
  }
}
