import { useEffect, useState } from 'preact/hooks';
import type { Column } from '../columns.ts';
import { loadMessages } from '../messages.ts';
import { known, useTopic } from '../store.ts';
import type { Dialog, Message, Person } from '../types.ts';
import { ChatHead } from './chat-head.tsx';
import { Composer } from './composer.tsx';
import { ForwardTo } from './forward-to.tsx';
import { MessageList } from './message-list.tsx';
import { type MenuAt, MessageMenu } from './message-menu.tsx';
import { Pinned } from './pinned.tsx';
import { remembering } from './remembering.ts';
import { Topics } from './topics.tsx';

type Props = { column: Column; person: Person; dialog: Dialog };

/** Drawn again for its own chat only: there may be many on the screen. */
export const Chat = remembering(function Chat({ column, person, dialog }: Props) {
  useTopic(`dialog ${dialog.key}`, `column ${column.id}`);
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const [forwarding, setForwarding] = useState<Message | null>(null);
  useEffect(() => {
    if (!known.loaded.has(dialog.key)) void loadMessages(dialog);
  }, [dialog.key]);
  const loaded = known.loaded.get(dialog.key) ?? { messages: [], more: false };
  const messages =
    column.thread === null
      ? loaded.messages
      : loaded.messages.filter((one) => one.message_thread_id === column.thread);
  return (
    <div class="chat-pane">
      <ChatHead column={column} dialog={dialog} />
      <Topics column={column} dialog={dialog} />
      <Pinned dialog={dialog} messages={loaded.messages} />
      <MessageList
        column={column}
        person={person}
        dialog={dialog}
        messages={messages}
        more={loaded.more}
        openMenu={setMenu}
      />
      <Composer column={column} person={person} dialog={dialog} messages={loaded.messages} />
      {menu && (
        <MessageMenu
          at={menu}
          column={column}
          person={person}
          close={() => setMenu(null)}
          forward={setForwarding}
        />
      )}
      {forwarding && (
        <ForwardTo column={column} person={person} message={forwarding} close={() => setForwarding(null)} />
      )}
    </div>
  );
});
