import { useState } from 'preact/hooks';
import { isDeepLink, openAddress } from '../acts.ts';
import { type Column, openDialog } from '../columns.ts';
import { dialogsOf, titleOf } from '../dialogs.ts';
import { known, unreadKey } from '../store.ts';
import { summary } from '../summary.ts';
import { timeOf } from '../time.ts';
import type { Dialog, Person } from '../types.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { moveFocus } from './move-focus.ts';
import { remembering } from './remembering.ts';

export function ChatList({ column, person }: { column: Column; person: Person }) {
  const [sought, setSought] = useState('');
  const fits = (dialog: Dialog) => titleOf(dialog).toLowerCase().includes(sought.toLowerCase());
  const isLink = isDeepLink(sought);
  const dialogs = dialogsOf(person).filter((dialog) => isLink || fits(dialog));
  return (
    <>
      <input
        class="search"
        type="search"
        placeholder="Search, or a t.me link"
        aria-label="Search the chats, or open a t.me link"
        value={sought}
        onInput={(event) => setSought(event.currentTarget.value)}
        onKeyDown={(event) => {
          const words = event.currentTarget.value.trim();
          if (event.key !== 'Enter' || !isDeepLink(words)) return;
          openAddress(column, words);
          setSought('');
        }}
      />
      <ul class="chats" aria-label="Chats" onKeyDown={(event) => moveFocus(event, '.chat-row')}>
        {dialogs.map((dialog) => (
          <Row
            key={dialog.key}
            column={column}
            dialog={dialog}
            title={titleOf(dialog)}
            open={column.dialog === dialog.key}
            unread={known.unread.get(unreadKey(person.id, dialog.key)) ?? 0}
          />
        ))}
        {dialogs.length === 0 && (
          <li class="empty">{sought === '' ? 'No bot has called this sandbox yet.' : 'No such chat.'}</li>
        )}
      </ul>
    </>
  );
}

type RowProps = { column: Column; dialog: Dialog; title: string; open: boolean; unread: number };

/** Drawn again only when something in it changed: the list may be long. */
const Row = remembering(function ChatRow({ column, dialog, title, open, unread }: RowProps) {
  const { last } = dialog;
  return (
    <li>
      <button
        type="button"
        class="chat-row"
        data-dialog={dialog.key}
        aria-current={open ? 'true' : undefined}
        onClick={() => openDialog(column, dialog.key)}
      >
        <Avatar id={dialog.bot_id ?? dialog.chat.id} name={title} />
        <span class="chat-title">
          {dialog.chat.type === 'channel' && <Icon name="channel" />}
          {title}
        </span>
        {last && <time class="chat-time">{timeOf(last.shown_date)}</time>}
        <span class="chat-last">{last ? summary(last) : 'No messages yet'}</span>
        {unread > 0 && (
          <span class="badge">
            {unread}
            <span class="sr"> unread</span>
          </span>
        )}
      </button>
    </li>
  );
});
