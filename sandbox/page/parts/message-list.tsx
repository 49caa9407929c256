import { Fragment } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Column } from '../columns.ts';
import { loadEarlier, trimMessages } from '../messages.ts';
import { dayOf } from '../time.ts';
import type { Dialog, Message, Person } from '../types.ts';
import { Icon } from './icon.tsx';
import { MessageItem } from './message.tsx';
import type { MenuAt } from './message-menu.tsx';
import { moveFocus } from './move-focus.ts';
import { isAtEnd } from './scroll.ts';

type Props = {
  column: Column;
  person: Person;
  dialog: Dialog;
  messages: readonly Message[];
  more: boolean;
  openMenu: (at: MenuAt) => void;
};

export function MessageList({ column, person, dialog, messages, more, openMenu }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useStaysAtEnd(box, dialog.key, messages);
  const earlier = async () => {
    const before = box.current?.scrollHeight ?? 0;
    await loadEarlier(dialog);
    requestAnimationFrame(() => box.current?.scrollBy(0, box.current.scrollHeight - before));
  };
  return (
    <div class="messages-frame">
      <div
        ref={box}
        class="messages"
        role="log"
        aria-label="Messages"
        tabIndex={0}
        onKeyDown={(event) => moveFocus(event, '.message')}
        onScroll={atEnd.look}
      >
        {more && (
          <button type="button" class="plain earlier" onClick={() => void earlier()}>
            Earlier messages
          </button>
        )}
        {messages.map((message, index) => {
          const day = dayOf(message.shown_date);
          const before = messages[index - 1];
          return (
            <Fragment key={message.message_id}>
              {(!before || dayOf(before.shown_date) !== day) && <p class="day">{day}</p>}
              <MessageItem
                message={message}
                column={column}
                dialog={dialog.key}
                own={isOwn(message, person)}
                named={dialog.chat.type !== 'private' && !sameAuthor(before, message)}
                openMenu={openMenu}
              />
            </Fragment>
          );
        })}
      </div>
      {atEnd.missed && (
        <button type="button" class="round to-end" aria-label="To the newest message" onClick={atEnd.go}>
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}

/** New messages move the end: whoever was there stays there, whoever reads above is left in peace. */
function useStaysAtEnd(box: { current: HTMLDivElement | null }, key: string, shown: readonly Message[]) {
  const [missed, setMissed] = useState(false);
  const stays = useRef(true);
  const go = () => {
    box.current?.scrollTo(0, box.current.scrollHeight);
  };
  useLayoutEffect(() => {
    if (!stays.current) return;
    go();
    trimMessages(key);
  }, [shown]);
  // A narrower chat has longer messages: its end moves, too.
  useEffect(() => {
    const seen = new ResizeObserver(() => stays.current && go());
    if (box.current) seen.observe(box.current);
    return () => seen.disconnect();
  }, []);
  const look = () => {
    stays.current = box.current ? isAtEnd(box.current) : true;
    setMissed(!stays.current);
  };
  return { missed, go, look };
}

const isOwn = (message: Message, person: Person) =>
  message.sender.kind === 'person' && message.sender.id === person.id;

const sameAuthor = (before: Message | undefined, message: Message) =>
  before !== undefined && !before.service && before.from?.id === message.from?.id;
