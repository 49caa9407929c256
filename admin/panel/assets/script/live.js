// A page that shows something old says so: whether the stream of a live page stands is written where the style sees it.
const tell = (state) => {
  document.documentElement.dataset.live = state;
};
document.addEventListener('htmx:sse:after:connection', () => tell('here'));
document.addEventListener('htmx:sse:error', () => tell('away'));
