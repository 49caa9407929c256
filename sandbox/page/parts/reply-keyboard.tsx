import { pressKey, shareContact } from '../acts.ts';
import type { Column } from '../columns.ts';
import type { Dialog, ReplyButton } from '../types.ts';

type Props = {
  column: Column;
  dialog: Dialog;
  keys: ReplyButton[][];
  pressed: () => void;
};

export function ReplyKeyboard({ column, dialog, keys, pressed }: Props) {
  const press = async (button: ReplyButton) => {
    const done =
      button['request_contact'] === true
        ? await shareContact(column, dialog)
        : await pressKey(column, dialog, button.text);
    if (done) pressed();
  };
  return (
    <div class="reply-keyboard" role="group" aria-label="Keys of the bot">
      {keys.map((row, index) => (
        <div class="key-row" key={index}>
          {row.map((button, place) => (
            <button
              key={place}
              type="button"
              class={`reply-key ${typeof button['style'] === 'string' ? button['style'] : ''}`}
              onClick={() => void press(button)}
            >
              {button.text}
              {button['request_contact'] === true && <span class="sr"> (shares your phone number)</span>}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
