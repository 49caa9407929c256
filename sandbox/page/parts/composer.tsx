import { useEffect, useRef, useState } from 'preact/hooks';
import { pressStart, say, sendFile, setBlocked } from '../acts.ts';
import type { Column } from '../columns.ts';
import { isAdmin } from '../dialogs.ts';
import { standingKeyboard } from '../keyboard.ts';
import type { Dialog, Message, Person } from '../types.ts';
import { CommandMenu } from './command-menu.tsx';
import { ComposerContext } from './composer-context.tsx';
import { Icon } from './icon.tsx';
import { ReplyKeyboard } from './reply-keyboard.tsx';

type Props = { column: Column; person: Person; dialog: Dialog; messages: readonly Message[] };

/** The foot of a chat: what one can do here now. */
export function Composer(props: Props) {
  const { column, dialog, person } = props;
  const mustStart = dialog.bot_id !== null && (!dialog.started || column.start !== null);
  if (dialog.blocked) return <BigButton label="Unblock" act={() => void setBlocked(column, dialog, false)} />;
  if (mustStart)
    return (
      <BigButton
        label="Start"
        note={column.start ? `with ${column.start}` : undefined}
        act={() => void pressStart(column, dialog)}
      />
    );
  if (dialog.chat.type === 'channel' && !isAdmin(dialog, person.id))
    return <p class="composer-note">Only administrators write in this channel.</p>;
  return <Field {...props} />;
}

function BigButton({ label, note, act }: { label: string; note?: string | undefined; act: () => void }) {
  return (
    <div class="composer big-one">
      <button type="button" class="filled wide" onClick={act}>
        {label}
        {note && <small> {note}</small>}
      </button>
    </div>
  );
}

function Field({ column, person, dialog, messages }: Props) {
  const [text, setText] = useState('');
  const [commands, setCommands] = useState(false);
  const [keys, setKeys] = useState(true);
  const field = useRef<HTMLTextAreaElement>(null);
  const standing = standingKeyboard(messages);
  const keyboard = standing?.keyboard.kind === 'reply' ? standing.keyboard.markup : null;
  const placeholder =
    (standing?.keyboard.kind === 'force'
      ? standing.keyboard.placeholder
      : keyboard?.input_field_placeholder) ?? 'Message';
  useEffect(() => {
    if (matchMedia('(hover: hover)').matches || column.editing || column.replyTo) field.current?.focus();
  }, [column.editing, column.replyTo]);
  useEffect(() => setText(column.editing?.text ?? ''), [column.editing]);
  useEffect(() => setKeys(true), [standing?.message.message_id]);
  const send = async (words: string) => {
    if (words.trim() === '') return;
    setText('');
    setCommands(false);
    if (!(await say(column, dialog, words))) setText(words);
  };
  // What stands in the field, which may be ahead of what was last drawn.
  const sendTyped = () => void send(field.current?.value ?? '');
  return (
    <div class="composer-frame">
      {(commands || /^\/\w*$/.test(text)) && (
        <CommandMenu
          dialog={dialog}
          person={person}
          typed={text}
          choose={(command) => void send(command)}
          close={() => setCommands(false)}
        />
      )}
      <ComposerContext column={column} />
      <form
        class="composer"
        onSubmit={(event) => {
          event.preventDefault();
          sendTyped();
        }}
      >
        <button
          type="button"
          class="round"
          aria-label="Commands"
          aria-expanded={commands}
          onClick={() => setCommands(!commands)}
        >
          <Icon name="slash" />
        </button>
        <Attach pick={(file) => void sendFile(column, dialog, file, text).then(() => setText(''))} />
        <textarea
          ref={field}
          rows={Math.min(6, text.split('\n').length)}
          value={text}
          placeholder={placeholder}
          aria-label={`Message from ${person.first_name}`}
          maxLength={4096}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            sendTyped();
          }}
        />
        {keyboard && (
          <button
            type="button"
            class="round"
            aria-label="Keys of the bot"
            aria-expanded={keys}
            onClick={() => setKeys(!keys)}
          >
            <Icon name="keyboard" />
          </button>
        )}
        <button type="submit" class="round send" aria-label={column.editing ? 'Save' : 'Send'}>
          <Icon name={column.editing ? 'check' : 'send'} />
        </button>
      </form>
      {keyboard && keys && (
        <ReplyKeyboard
          column={column}
          dialog={dialog}
          keyboard={keyboard}
          pressed={() => keyboard.one_time_keyboard && setKeys(false)}
        />
      )}
    </div>
  );
}

function Attach({ pick }: { pick: (file: File) => void }) {
  return (
    <label class="round attach" title="Send a file">
      <span class="sr">Send a file</span>
      <Icon name="clip" />
      <input
        type="file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) pick(file);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
