import { useLayoutEffect, useRef } from 'preact/hooks';
import { copyText } from '../acts.ts';
import { type Column, changeColumn } from '../columns.ts';
import type { Message, Person } from '../types.ts';
import { moveFocus } from './move-focus.ts';

export type MenuAt = { message: Message; own: boolean; from: HTMLElement };

type Props = {
  at: MenuAt;
  column: Column;
  person: Person;
  close: () => void;
  forward: (message: Message) => void;
};

export function MessageMenu({ at, column, close, forward }: Props) {
  const { message, own, from } = at;
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = menu.current;
    const frame = box?.parentElement?.getBoundingClientRect();
    if (box && frame) {
      const spot = from.getBoundingClientRect();
      const left = Math.min(spot.left - frame.left, frame.width - box.offsetWidth - 8);
      const top = Math.min(spot.bottom - frame.top, frame.height - box.offsetHeight - 8);
      box.style.left = `${Math.max(8, left)}px`;
      box.style.top = `${Math.max(8, top)}px`;
    }
    box?.querySelector('button')?.focus();
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box?.contains(event.target)) close();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [at]);
  const text = message.text ?? message.caption ?? '';
  const choose = (act: () => void) => {
    close();
    act();
  };
  const entry = (label: string, act: () => void) => (
    <button key={label} type="button" role="menuitem" tabIndex={-1} onClick={() => choose(act)}>
      {label}
    </button>
  );
  return (
    <div
      ref={menu}
      class="menu"
      role="menu"
      aria-label="Message"
      onKeyDown={(event) => {
        moveFocus(event, 'button');
        if (event.key !== 'Escape' && event.key !== 'Tab') return;
        close();
        from.focus();
      }}
    >
      {entry('Reply', () => changeColumn(column, { replyTo: message, editing: null }))}
      {own && message.text !== undefined
        ? entry('Edit', () => changeColumn(column, { editing: message, replyTo: null }))
        : null}
      {text === '' ? null : entry('Copy text', () => void copyText(column, text))}
      {message.has_protected_content ? null : entry('Forward', () => forward(message))}
      {entry('Copy as JSON', () => void copyText(column, JSON.stringify(message, null, 2)))}
    </div>
  );
}
