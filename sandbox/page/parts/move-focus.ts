/** Arrow keys, Home and End between the parts of a list. */
export function moveFocus(event: KeyboardEvent, selector: string): void {
  const keys = ['ArrowDown', 'ArrowUp', 'Home', 'End'];
  const list = event.currentTarget;
  if (!keys.includes(event.key) || !(list instanceof HTMLElement)) return;
  const parts = [...list.querySelectorAll<HTMLElement>(selector)];
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const next = {
    ArrowDown: Math.min(at + 1, parts.length - 1),
    ArrowUp: at < 0 ? parts.length - 1 : Math.max(at - 1, 0),
    Home: 0,
    End: parts.length - 1,
  }[event.key];
  const target = parts[next ?? 0];
  if (!target) return;
  event.preventDefault();
  target.focus();
}
