import { useEffect, useRef, useState } from 'preact/hooks';
import { type Column } from '../columns.ts';
import { known } from '../store.ts';
import { serviceText, summary } from '../summary.ts';
import { timeOf } from '../time.ts';
import type { Message } from '../types.ts';
import { Entities } from './entities.tsx';
import { Icon } from './icon.tsx';
import { InlineKeyboard } from './inline-keyboard.tsx';
import { Media } from './media.tsx';
import type { MenuAt } from './message-menu.tsx';
import { remembering } from './remembering.ts';
import { scrollToMessage } from './scroll.ts';

type Props = {
  message: Message;
  column: Column;
  dialog: string;
  own: boolean;
  named: boolean;
  openMenu: (at: MenuAt) => void;
};

export const MessageItem = remembering(function MessageItem(props: Props) {
  const { message, column, dialog, own, named, openMenu } = props;
  const glow = useEdited(message);
  const service = serviceText(message);
  if (service)
    return (
      <p class="service" data-message={message.message_id} tabIndex={-1}>
        {service}
      </p>
    );
  const author = message.from?.first_name ?? message.sender_chat?.title ?? 'Somebody';
  const open = (event: MouseEvent | KeyboardEvent, box: HTMLElement) => {
    event.preventDefault();
    openMenu({ message, own, from: box });
  };
  return (
    <article
      class={`message ${own ? 'own' : ''} ${glow ? 'edited-now' : ''}`}
      data-message={message.message_id}
      tabIndex={-1}
      aria-label={`${own ? 'You' : author}, ${timeOf(message.shown_date)}`}
      onContextMenu={(event) => open(event, event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) open(event, event.currentTarget);
      }}
    >
      <div class={`bubble ${message.photo ? 'with-photo' : ''}`}>
        {named && !own && <p class={`author tone-text-${Math.abs(message.from?.id ?? 0) % 7}`}>{author}</p>}
        <Heads message={message} />
        <Media message={message} column={column} />
        <Entities
          text={message.text ?? message.caption ?? ''}
          entities={message.entities ?? message.caption_entities ?? []}
          column={column}
        />
        <span class="meta">
          {message.edit_date !== undefined && <span>edited </span>}
          {message.author_signature && <span>{message.author_signature}, </span>}
          <time>{timeOf(message.shown_date)}</time>
          {own && <Icon name="check" />}
        </span>
        <button
          type="button"
          class="round more"
          tabIndex={-1}
          aria-label="What to do with this message"
          onClick={(event) => open(event, event.currentTarget)}
        >
          <Icon name="more" />
        </button>
      </div>
      {message.reply_markup && <InlineKeyboard message={message} column={column} dialog={dialog} />}
    </article>
  );
});

function Heads({ message }: { message: Message }) {
  const { forward_origin: origin, reply_to_message: replied, quote } = message;
  return (
    <>
      {origin && (
        <p class="forwarded">
          Forwarded from <b>{origin.type === 'user' ? origin.sender_user.first_name : origin.chat.title}</b>
        </p>
      )}
      {replied && (
        <button
          type="button"
          class="replied"
          onClick={(event) => scrollToMessage(event.currentTarget, replied.message_id)}
        >
          <b>{replied.from?.first_name ?? replied.sender_chat?.title ?? 'Somebody'}</b>
          <span class="one-line">{quote?.text ?? summary(replied as Message)}</span>
        </button>
      )}
    </>
  );
}

const glowMs = 1200;

/** True for a moment after the message on the screen became another. */
function useEdited(message: Message): boolean {
  const first = useRef(message);
  const [glow, setGlow] = useState(false);
  useEffect(() => {
    if (first.current === message || known.connection !== 'live') return undefined;
    first.current = message;
    setGlow(true);
    const timer = setTimeout(() => setGlow(false), glowMs);
    return () => clearTimeout(timer);
  }, [message]);
  return glow;
}
