import { useEffect, useState } from 'preact/hooks';
import { get } from '../api.ts';
import { botsIn } from '../dialogs.ts';
import type { BotCommand, Dialog, Person } from '../types.ts';
import { moveFocus } from './move-focus.ts';

type Props = {
  dialog: Dialog;
  person: Person;
  typed: string;
  choose: (command: string) => void;
  close: () => void;
};

/** Asked for anew each time: a bot may have changed its commands meanwhile. */
async function commandsIn(dialog: Dialog, person: Person): Promise<BotCommand[]> {
  const lists = await Promise.all(
    botsIn(dialog).map(async (bot) => {
      const where = dialog.bot_id === null ? `chat=${encodeURIComponent(dialog.key)}&` : '';
      const path = `/commands?${where}bot=${bot.id}&person=${person.id}`;
      const { commands } = await get<{ commands: BotCommand[] }>(path);
      const suffix = dialog.bot_id === null ? `@${bot.username}` : '';
      return commands.map((one) => ({ ...one, command: one.command + suffix }));
    }),
  );
  return lists.flat();
}

export function CommandMenu({ dialog, person, typed, choose, close }: Props) {
  const [commands, setCommands] = useState<BotCommand[] | null>(null);
  useEffect(() => {
    commandsIn(dialog, person).then(setCommands, () => setCommands([]));
  }, [dialog.key, person.id]);
  const begun = typed.startsWith('/') ? typed.slice(1) : '';
  const fitting = commands?.filter((one) => one.command.startsWith(begun));
  if (!fitting || (fitting.length === 0 && begun !== '')) return null;
  return (
    <ul
      class="commands"
      aria-label="Commands"
      onKeyDown={(event) => {
        moveFocus(event, 'button');
        if (event.key === 'Escape') close();
      }}
    >
      {fitting.map(({ command, description }) => (
        <li key={command}>
          <button type="button" onClick={() => choose(`/${command}`)}>
            <b>/{command}</b> <span>{description}</span>
          </button>
        </li>
      ))}
      {fitting.length === 0 && <li class="empty">This bot has set no commands.</li>}
    </ul>
  );
}
