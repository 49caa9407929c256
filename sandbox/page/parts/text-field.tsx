import { useEffect, useRef } from 'preact/hooks';
import type { Column } from '../columns.ts';

type Props = {
  column: Column;
  text: string;
  label: string;
  placeholder: string;
  change: (text: string) => void;
  send: (text: string) => void;
};

/** Enter sends, Shift with Enter begins a new line. */
export function TextField({ column, text, label, placeholder, change, send }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // Whoever is typing elsewhere, a chat that has just become ready must not take the keys from them.
    const active = document.activeElement;
    if (active !== field.current && active?.matches('input, textarea')) return;
    // On a phone the keyboard would jump up with every chat that is opened.
    if (matchMedia('(hover: hover)').matches || column.editing || column.replyTo) field.current?.focus();
  }, [column.editing, column.replyTo]);
  return (
    <textarea
      ref={field}
      rows={Math.min(6, text.split('\n').length)}
      value={text}
      placeholder={placeholder}
      aria-label={label}
      maxLength={4096}
      onInput={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        // What stands in the field may be ahead of what was last drawn.
        send(event.currentTarget.value);
      }}
    />
  );
}
