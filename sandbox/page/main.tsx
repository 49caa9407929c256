import { options, render } from 'preact';
import { goLive } from './live.ts';
import { App } from './parts/app.tsx';

// A burst of events is drawn once per frame; a hidden page gets no frames and must stay up to date.
options.debounceRendering = (draw) => {
  if (document.hidden) setTimeout(draw, 50);
  else requestAnimationFrame(draw);
};

const root = document.querySelector('#app');
if (root) render(<App />, root);
await goLive();
