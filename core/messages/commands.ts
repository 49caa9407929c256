import type { Lang } from '../i18n/lang.ts';
import { plain } from '../i18n/t.ts';
import { admins, candidates, everyone, onDuty, type Role } from '../people/roles.ts';
import type { MenuKey } from '../quick/command.ts';
import { quickCommands } from '../quick/index.ts';

export type CommandLine = { readonly command: string; readonly description: string };
export type { Role } from '../people/roles.ts';

/** What somebody is besides a candidate: of several what may do most. */
export const staffRoleOf = (roles: readonly Role[]): Exclude<Role, 'candidate'> | undefined =>
  (['admin', 'specialist', 'viewer'] as const).find((role) => roles.includes(role));

/** Who may type it, and what Telegram's menu says of it; null: nobody has to be shown it. */
type Command = { readonly roles: readonly Role[]; readonly does: MenuKey | null };

/** Everything that can be typed, in the order people are shown it. */
export const commands = {
  start: { roles: everyone, does: null },
  today: { roles: onDuty, does: 'command.today' },
  week: { roles: onDuty, does: 'command.week' },
  find: { roles: admins, does: 'command.find' },
  slots: { roles: candidates, does: 'command.slots' },
  mybooking: { roles: candidates, does: 'command.mybooking' },
  reschedule: { roles: candidates, does: 'command.reschedule' },
  cancel: { roles: candidates, does: 'command.cancel' },
  calendar: { roles: candidates, does: 'command.calendar' },
  contact: { roles: candidates, does: 'command.contact' },
  ...quickCommands,
  language: { roles: everyone, does: 'command.language' },
  help: { roles: everyone, does: 'command.help' },
  privacy: { roles: everyone, does: 'command.privacy' },
  stop: { roles: everyone, does: 'command.stop' },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as [CommandName, ...CommandName[]];

/** What somebody with these roles is shown under "/". */
export const commandsOf = (roles: readonly Role[], lang: Lang): readonly CommandLine[] =>
  commandNames.flatMap((command) => {
    const { does, roles: whose }: Command = commands[command];
    if (does === null || !whose.some((role) => roles.includes(role))) return [];
    return [{ command, description: plain(does, lang) }];
  });
