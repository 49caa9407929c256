import { forwardTo } from '../acts.ts';
import { type Column, openDialog } from '../columns.ts';
import { dialogsOf, titleOf } from '../dialogs.ts';
import type { Dialog, Message, Person } from '../types.ts';
import { Avatar } from './avatar.tsx';
import { Modal } from './modal.tsx';

type Props = { column: Column; person: Person; message: Message; close: () => void };

export function ForwardTo({ column, person, message, close }: Props) {
  const choose = async (dialog: Dialog) => {
    close();
    if (await forwardTo(column, message, dialog)) openDialog(column, dialog.key);
  };
  return (
    <Modal title="Forward to" close={close}>
      <ul class="choices">
        {dialogsOf(person).map((dialog) => (
          <li key={dialog.key}>
            <button type="button" class="chat-choice" onClick={() => void choose(dialog)}>
              <Avatar id={dialog.bot_id ?? dialog.chat.id} name={titleOf(dialog)} small />
              {titleOf(dialog)}
            </button>
          </li>
        ))}
      </ul>
      <div class="actions">
        <button type="button" class="plain" onClick={close}>
          Cancel
        </button>
      </div>
    </Modal>
  );
}
