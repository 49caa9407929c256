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
// `/?link=https://t.me/…` opens it for whoever is shown first, so that a link elsewhere can lead here.
const link = new URLSearchParams(location.search).get('link');
await goLive();
const first = columns[0];
if (link !== null && isDeepLink(link) && first) openAddress(first, link);
