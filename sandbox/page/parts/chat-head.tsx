import { setBlocked } from '../acts.ts';
import { type Column, openDialog } from '../columns.ts';
import { titleOf } from '../dialogs.ts';
import { known } from '../store.ts';
import type { Dialog } from '../types.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';

type Props = { column: Column; dialog: Dialog };

export function ChatHead({ column, dialog }: Props) {
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
      {dialog.bot_id !== null && dialog.started && (
        <button
          type="button"
          class="plain small"
          onClick={() => void setBlocked(column, dialog, !dialog.blocked)}
        >
          {dialog.blocked ? 'Unblock' : 'Block'}
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
