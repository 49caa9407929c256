// What a page gains where scripts run: the reader's own time, and messages while it is closed. It is whole without.

const companyZone = 'Europe/Moscow';
const day = { weekday: 'short', day: 'numeric', month: 'long' };
const hour = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' };
const lang = { en: 'en-GB' }[document.documentElement.lang] ?? document.documentElement.lang;

/** What a calendar and a clock on the wall show, to tell whether two zones show the same. */
const wall = (at, timeZone) =>
  at.toLocaleString('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' });

for (const time of document.querySelectorAll('time[data-own]')) {
  const at = new Date(time.dateTime);
  const beside = time.nextElementSibling;
  const [theirs, ours] = [wall(at, companyZone), wall(at)];
  if (theirs === ours || !beside?.classList.contains('own-time')) continue;
  const isSameDay = theirs.split(',')[0] === ours.split(',')[0];
  const own = at.toLocaleString(lang, isSameDay ? hour : { ...day, ...hour });
  beside.textContent = time.dataset.own.replace('{}', own);
  beside.hidden = false;
}

/** Once is enough: the second press would be another page's. */
for (const form of document.querySelectorAll('form'))
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
addEventListener('pageshow', ({ persisted }) => {
  // Kept by the browser as it was, before whatever was done since.
  if (persisted) location.reload();
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

const card = document.querySelector('#push');
const canPush = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
if (card && canPush) void offerPush(card);
// On an iPhone a tab has no messages, and what was put on the home screen has.
else if (card && navigator.standalone === false) {
  card.querySelector('[data-home]').hidden = false;
  card.hidden = false;
}

if ('serviceWorker' in navigator) {
  // Somebody pressed a notification about what this page shows.
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    if (data === 'news') location.reload();
  });
  navigator.serviceWorker.startMessages();
}

const leave = document.querySelector('#leave');
leave?.addEventListener('submit', (event) => {
  if (event.defaultPrevented) return;
  event.preventDefault();
  // The form goes out whatever came of it here.
  const out = () => leave.submit();
  void forgetHere().then(out, out);
});

/** Whoever comes next is to find nothing of this person here. */
async function forgetHere() {
  const registration = await navigator.serviceWorker?.getRegistration('/me/');
  for (const one of (await registration?.getNotifications()) ?? []) one.close();
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}

/** Until then nobody can subscribe. */
function activated(registration) {
  return new Promise((resolve) => {
    const look = () => registration.active && resolve(registration);
    (registration.installing ?? registration.waiting)?.addEventListener('statechange', look);
    look();
  });
}

async function offerPush(card) {
  const [on, off] = ['on', 'off'].map((what) => card.querySelector(`[data-do="${what}"]`));
  const status = card.querySelector('[data-said]');
  const { key, worker, subscribe, unsubscribe, token } = card.dataset;
  const registration = await activated(await navigator.serviceWorker.register(worker));

  const draw = (isOn, said = '') => {
    on.hidden = isOn;
    off.hidden = !isOn;
    status.textContent = said || (isOn ? card.dataset.on : '');
    card.hidden = false;
  };
  const post = async (to, fields) => {
    const body = new URLSearchParams({ form_token: token, ...fields });
    const answer = await fetch(to, { method: 'POST', body });
    if (!answer.ok) throw new Error(String(answer.status));
  };
  const tell = (subscription) => post(subscribe, { subscription: JSON.stringify(subscription) });

  on.addEventListener('click', async () => {
    on.disabled = true;
    try {
      if ((await Notification.requestPermission()) !== 'granted') return draw(false, card.dataset.denied);
      const wanted = { userVisibleOnly: true, applicationServerKey: key };
      await tell(await registration.pushManager.subscribe(wanted));
      draw(true);
    } catch {
      draw(false, card.dataset.failed);
    } finally {
      on.disabled = false;
    }
  });
  off.addEventListener('click', async () => {
    off.disabled = true;
    try {
      const subscription = await registration.pushManager.getSubscription();
      if (subscription) {
        await post(unsubscribe, { endpoint: subscription.endpoint });
        await subscription.unsubscribe();
      }
      draw(false);
    } catch {
      draw(true, card.dataset.failed);
    } finally {
      off.disabled = false;
    }
  });

  const before = await registration.pushManager.getSubscription();
  // Said again: our side may have lost it, or it was another person's on this device.
  if (before)
    await tell(before).then(
      () => draw(true),
      () => draw(false),
    );
  else draw(false);
}
