import { useEffect, useState } from 'preact/hooks';
import { get } from '../api.ts';
import { summary } from '../summary.ts';
import type { Dialog, Message } from '../types.ts';
import { Icon } from './icon.tsx';
import { scrollToMessage } from './scroll.ts';

/** The newest pinned message, which may lie above what is loaded. */
export function Pinned({ dialog, messages }: { dialog: Dialog; messages: readonly Message[] }) {
  const id = dialog.pinned.at(-1);
  const [far, setFar] = useState<Message | null>(null);
  const near = messages.find((one) => one.message_id === id);
  useEffect(() => {
    if (id === undefined || near) return;
    const path = `/messages?dialog=${encodeURIComponent(dialog.key)}&before=${id + 1}&limit=1`;
    get<{ messages: Message[] }>(path).then(
      (answer) => setFar(answer.messages[0] ?? null),
      () => setFar(null),
    );
  }, [id, near !== undefined]);
  const message = near ?? (far?.message_id === id ? far : undefined);
  if (id === undefined || !message) return null;
  return (
    <button
      type="button"
      class="pinned"
      onClick={(event) => scrollToMessage(event.currentTarget, message.message_id)}
    >
      <Icon name="pin" />
      <span>
        <b>Pinned message</b>
        <span class="one-line">{summary(message)}</span>
      </span>
    </button>
  );
}
