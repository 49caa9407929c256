import { type Column, changeColumn } from '../columns.ts';
import { summary } from '../summary.ts';
import { Icon } from './icon.tsx';

/** What the next message answers or changes. */
export function ComposerContext({ column }: { column: Column }) {
  const message = column.editing ?? column.replyTo;
  if (!message) return null;
  return (
    <div class="composer-context">
      <Icon name={column.editing ? 'edit' : 'reply'} />
      <span>
        <b>{column.editing ? 'Edit message' : `Reply to ${message.from?.first_name ?? 'the channel'}`}</b>
        <span class="one-line">{summary(message)}</span>
      </span>
      <button
        type="button"
        class="round"
        aria-label={column.editing ? 'Do not edit' : 'Do not reply'}
        onClick={() => changeColumn(column, { editing: null, replyTo: null })}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
