import { setBlocked } from '../acts.ts';
import { type Column, closeColumn, columns, openDialog } from '../columns.ts';
import { titleOf } from '../dialogs.ts';
import { known, useTopic } from '../store.ts';
import type { Dialog, Person } from '../types.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';

type Props = { column: Column; person: Person; dialog: Dialog };

export function ChatHead({ column, person, dialog }: Props) {
  useTopic('columns');
  const title = titleOf(dialog);
  const typing = (known.typing.get(dialog.key) ?? 0) > Date.now();
  return (
    <header class="chat-head">
      <button
        type="button"
        class="round back"
        aria-label="Back to the chats"
        onClick={() => openDialog(column, null)}
      >
        <Icon name="back" />
      </button>
      <Avatar id={dialog.bot_id ?? dialog.chat.id} name={title} small />
      <h3>
        {title}
        <small role="status" class={typing ? 'typing' : ''}>
          {typing ? 'typing…' : subtitle(dialog)}
        </small>
      </h3>
      {columns.length > 1 && (
        <span class="whose">
          <Avatar id={person.id} name={person.first_name} />
          <span class="one-line">{person.first_name}</span>
        </span>
      )}
      {dialog.bot_id !== null && dialog.started && (
        <button
          type="button"
          class="plain small"
          onClick={() => void setBlocked(column, dialog, !dialog.blocked)}
        >
          {dialog.blocked ? 'Unblock' : 'Block'}
        </button>
      )}
      {columns.length > 1 && (
        <button
          type="button"
          class="round whose-close"
          aria-label={`Close ${person.first_name}`}
          onClick={() => closeColumn(column)}
        >
          <Icon name="close" />
        </button>
      )}
    </header>
  );
}

function subtitle(dialog: Dialog): string {
  if (dialog.bot_id !== null) {
    const bot = known.bots.get(dialog.bot_id);
    return dialog.blocked ? 'bot, blocked' : `bot · @${bot?.username ?? ''}`;
  }
  const count = Object.values(dialog.members).filter((one) => one !== 'left' && one !== 'kicked').length;
  const people = `${count} ${count === 1 ? 'member' : 'members'}`;
  return dialog.chat.type === 'channel' ? `channel · ${people}` : `group · ${people}`;
}
