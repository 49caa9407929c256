import { useLayoutEffect, useRef } from 'preact/hooks';

/** A bot's alert belongs to one person: the others beside can go on. */
export function AlertBox({ text, close }: { text: string; close: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    button.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <div class="alert-veil">
      <div
        class="alert"
        role="alertdialog"
        aria-label="The bot says"
        aria-describedby="alert-text"
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
          // The only thing in here that takes the focus keeps it.
          if (event.key === 'Tab') event.preventDefault();
        }}
      >
        <p id="alert-text">{text}</p>
        <button ref={button} type="button" class="filled" onClick={close}>
          OK
        </button>
      </div>
    </div>
  );
}
