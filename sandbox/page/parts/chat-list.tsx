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
  const dialogs = dialogsOf(person);
  return (
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
      {dialogs.length === 0 && <li class="empty">No bot has called this sandbox yet.</li>}
    </ul>
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
