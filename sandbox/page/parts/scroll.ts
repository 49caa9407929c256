/** Brings a message of the same chat into sight and lets it glow. */
export function scrollToMessage(from: Element, id: number): void {
  const found = from.closest('.chat-pane')?.querySelector<HTMLElement>(`[data-message="${id}"]`);
  if (!found) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  found.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  found.focus({ preventScroll: true });
}

const nearPx = 80;
export const isAtEnd = (box: HTMLElement): boolean =>
  box.scrollHeight - box.scrollTop - box.clientHeight < nearPx;
