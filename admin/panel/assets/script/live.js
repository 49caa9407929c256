// A page that shows something old says so: whether the stream of a live page stands is written where the style sees it.
const tell = (state) => {
  document.documentElement.dataset.live = state;
};
document.addEventListener('htmx:sse:after:connection', () => tell('here'));
document.addEventListener('htmx:sse:error', () => tell('away'));

// The extension tries again what once stood. A page that was opened in the moment of a restart never had a stream.
const again = (element) => {
  if (element.id !== 'live' || element._htmx?.sse) return;
  tell('away');
  setTimeout(() => htmx.trigger(element, 'again'), 2_000);
};
document.addEventListener('htmx:error', ({ target }) => again(target));
// What a proxy says of a role that is away is not the page.
document.addEventListener('htmx:before:response', (event) => {
  const { raw } = event.detail.ctx.response;
  if (event.target.id !== 'live' || raw.headers.get('content-type')?.includes('text/event-stream')) return;
  event.preventDefault();
  if (raw.status >= 400) again(event.target);
});
