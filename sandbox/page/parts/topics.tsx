import type { Dialog } from '../types.ts';

type Props = { dialog: Dialog; thread: number | null; choose: (thread: number | null) => void };

export function Topics({ dialog, thread, choose }: Props) {
  if (!dialog.chat.is_forum || dialog.topics.length === 0) return null;
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
          {topic.name}
        </button>
      ))}
    </div>
  );
}
