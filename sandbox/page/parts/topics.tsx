import { changeTopic } from '../acts.ts';
import { type Column, changeColumn } from '../columns.ts';
import type { Dialog } from '../types.ts';

type Props = { column: Column; dialog: Dialog };

export function Topics({ column, dialog }: Props) {
  const { thread } = column;
  if (!dialog.chat.is_forum || dialog.topics.length === 0) return null;
  const choose = (chosen: number | null) => changeColumn(column, { thread: chosen });
  const chosen = dialog.topics.find(({ id }) => id === thread);
  return (
    <div class="topics" role="group" aria-label="Topics">
      <button type="button" aria-pressed={thread === null} onClick={() => choose(null)}>
        All
      </button>
      {dialog.topics.map((topic) => (
        <button
          key={topic.id}
          type="button"
          aria-pressed={thread === topic.id}
          onClick={() => choose(topic.id)}
        >
          {topic.closed ? `${topic.name} (closed)` : topic.name}
        </button>
      ))}
      {chosen && (
        <Changes column={column} dialog={dialog} thread={chosen.id} closed={chosen.closed ?? false} />
      )}
    </div>
  );
}

/** What those who manage topics do with the chosen one; others are told that they may not. */
function Changes({ column, dialog, thread, closed }: Props & { thread: number; closed: boolean }) {
  const remove = async () => {
    if (await changeTopic(column, dialog, thread, 'delete')) changeColumn(column, { thread: null });
  };
  return (
    <>
      <button
        type="button"
        onClick={() => void changeTopic(column, dialog, thread, closed ? 'reopen' : 'close')}
      >
        {closed ? 'Open this topic' : 'Close this topic'}
      </button>
      <button type="button" onClick={() => void remove()}>
        Delete this topic
      </button>
    </>
  );
}
