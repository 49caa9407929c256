import { useEffect, useRef, useState } from 'preact/hooks';
import { pressStart, say, sendFile, setBlocked } from '../acts.ts';
import type { Column } from '../columns.ts';
import { isAdmin } from '../dialogs.ts';
import { standingKeyboard } from '../keyboard.ts';
import { known } from '../store.ts';
import type { Dialog, Message, Person } from '../types.ts';
import { CommandMenu } from './command-menu.tsx';
import { ComposerContext } from './composer-context.tsx';
import { Icon, type IconName } from './icon.tsx';
import { ReplyKeyboard } from './reply-keyboard.tsx';
import { TextField } from './text-field.tsx';

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
  const [text, setText] = useState(column.editing?.text ?? '');
  const [commands, setCommands] = useState(false);
  const [keys, setKeys] = useState(true);
  const standing = standingKeyboard(messages, known.loaded.get(dialog.key)?.keyboard ?? null);
  const edited = useRef(column.editing);
  useEffect(() => {
    // Effects run after the first paint: what was typed by then into a field just shown must stay.
    if (edited.current === column.editing) return;
    edited.current = column.editing;
    setText(column.editing?.text ?? '');
  }, [column.editing]);
  useEffect(() => setKeys(true), [standing.from]);
  const send = async (words: string) => {
    if (words.trim() === '') return;
    setText('');
    setCommands(false);
    if (!(await say(column, dialog, words))) setText(words);
  };
  const attach = async (file: File) => {
    await sendFile(column, dialog, file, text);
    setText('');
  };
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
      <div class="composer">
        <Toggle name="slash" label="Commands" open={commands} toggle={() => setCommands(!commands)} />
        <Attach pick={(file) => void attach(file)} />
        <TextField
          column={column}
          text={text}
          label={`Message from ${person.first_name}`}
          placeholder={standing.placeholder ?? 'Message'}
          change={setText}
          send={(words) => void send(words)}
        />
        {standing.keys && (
          <Toggle name="keyboard" label="Keys of the bot" open={keys} toggle={() => setKeys(!keys)} />
        )}
        <button
          type="button"
          class="round send"
          aria-label={column.editing ? 'Save' : 'Send'}
          onClick={() => void send(text)}
        >
          <Icon name={column.editing ? 'check' : 'send'} />
        </button>
      </div>
      {standing.keys && keys && (
        <ReplyKeyboard
          column={column}
          dialog={dialog}
          keys={standing.keys}
          pressed={() => standing.once && setKeys(false)}
        />
      )}
    </div>
  );
}

type ToggleProps = { name: IconName; label: string; open: boolean; toggle: () => void };

function Toggle({ name, label, open, toggle }: ToggleProps) {
  return (
    <button type="button" class="round" aria-label={label} aria-expanded={open} onClick={toggle}>
      <Icon name={name} />
    </button>
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
