import { useEffect, useRef } from 'preact/hooks';
import { type Column, changeColumn, closeColumn } from '../columns.ts';
import { findDialog } from '../dialogs.ts';
import { known, useTopic } from '../store.ts';
import { AlertBox } from './alert-box.tsx';
import { Avatar } from './avatar.tsx';
import { Chat } from './chat.tsx';
import { ChatList } from './chat-list.tsx';
import { Icon } from './icon.tsx';

/** Where the eye goes next, when what had the focus is gone: into the chat, or back to the list. */
function useFocusFollows(column: Column) {
  const box = useRef<HTMLElement>(null);
  const before = useRef(column.dialog);
  useEffect(() => {
    if (before.current === column.dialog) return;
    const left = before.current;
    before.current = column.dialog;
    const active = document.activeElement;
    if (active !== document.body && active instanceof HTMLElement && active.offsetParent !== null) return;
    const row = `.chat-row[data-dialog="${CSS.escape(left ?? '')}"]`;
    const wanted = column.dialog === null ? row : '.big-one button, .messages';
    box.current?.querySelector<HTMLElement>(wanted)?.focus();
  }, [column.dialog]);
  return box;
}

export function ColumnView({ column, closable }: { column: Column; closable: boolean }) {
  useTopic('dialogs', 'people', `column ${column.id}`);
  const box = useFocusFollows(column);
  const person = known.people.get(column.person);
  if (!person) return null;
  const dialog = column.dialog === null ? undefined : findDialog(person, column.dialog);
  const name = [person.first_name, person.last_name].filter(Boolean).join(' ');
  const about = [
    ...(person.username ? [`@${person.username}`] : []),
    person.language_code ?? 'no language',
    person.id,
  ];
  return (
    <section
      ref={box}
      class={`column ${dialog ? 'has-chat' : ''} ${closable ? 'one-of-many' : ''}`}
      aria-label={`Telegram of ${name}`}
    >
      {closable && (
        <div class="column-bar">
          <Avatar id={person.id} name={person.first_name} />
          <span class="one-line">{name}</span>
          <button type="button" aria-label={`Close ${name}`} onClick={() => closeColumn(column)}>
            <Icon name="close" />
          </button>
        </div>
      )}
      <div class="list-pane">
        <header class="column-head">
          <Avatar id={person.id} name={person.first_name} small />
          <h2>
            {name}
            <small>{about.join(' · ')}</small>
          </h2>
        </header>
        <ChatList column={column} person={person} />
      </div>
      {dialog ? (
        <Chat key={dialog.key} column={column} person={person} dialog={dialog} />
      ) : (
        <div class="no-chat">
          <p>Choose a chat</p>
        </div>
      )}
      <div class="toasts" role="status">
        {column.toast && <p class="toast">{column.toast}</p>}
      </div>
      {column.alert !== null && (
        <AlertBox text={column.alert} close={() => changeColumn(column, { alert: null })} />
      )}
    </section>
  );
}
