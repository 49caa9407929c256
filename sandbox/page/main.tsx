import { options, render } from 'preact';
import { isDeepLink, openAddress } from './acts.ts';
import { columns } from './columns.ts';
import { goLive } from './live.ts';
import { App } from './parts/app.tsx';

// A burst of events is drawn once per frame; a hidden page gets no frames and must stay up to date.
options.debounceRendering = (draw) => {
  if (document.hidden) setTimeout(draw, 50);
  else requestAnimationFrame(draw);
};

const root = document.querySelector('#app');
if (root) render(<App />, root);
// `/?link=https://t.me/…` opens it for everybody who is shown and has no chat open, so that a link elsewhere can lead here.
const link = new URLSearchParams(location.search).get('link');
await goLive();
const idle = columns.filter((one) => one.dialog === null);
if (link !== null && isDeepLink(link)) for (const column of idle) openAddress(column, link);
