import { tapButton } from '../acts.ts';
import type { Column } from '../columns.ts';
import { findDialog } from '../dialogs.ts';
import { known, useTopic } from '../store.ts';
import { buttonKey, isWaiting } from '../taps.ts';
import type { InlineButton, Message } from '../types.ts';
import { Icon } from './icon.tsx';

type Props = { message: Message; column: Column; dialog: string };

export function InlineKeyboard({ message, column, dialog }: Props) {
  useTopic(`dialog ${dialog}`);
  return (
    <div class="inline-keyboard" role="group" aria-label="Buttons of this message">
      {message.reply_markup?.inline_keyboard.map((row, index) => (
        <div class="key-row" key={index}>
          {row.map((button, place) => (
            <Button key={place} button={button} message={message} column={column} dialog={dialog} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Button({ button, message, column, dialog }: Props & { button: InlineButton }) {
  const { callback_data: given } = button;
  const data = typeof given === 'string' ? given : '';
  const busy = data !== '' && isWaiting(buttonKey(dialog, message.message_id, data));
  const disabled = button['disabled'] !== undefined;
  const sign = 'url' in button ? 'away' : 'copy_text' in button ? 'copy' : null;
  const press = () => {
    const person = known.people.get(column.person);
    const found = person && findDialog(person, dialog);
    if (found && !disabled) void tapButton(column, found, message, button);
  };
  return (
    <button
      type="button"
      class={`key ${typeof button['style'] === 'string' ? button['style'] : ''} ${busy ? 'busy' : ''}`}
      aria-disabled={disabled}
      aria-busy={busy}
      onClick={press}
    >
      {button.text}
      {sign && <Icon name={sign} />}
      {'url' in button && <span class="sr"> (link)</span>}
      {'copy_text' in button && <span class="sr"> (copies a text)</span>}
    </button>
  );
}
