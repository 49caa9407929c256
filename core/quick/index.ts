import type { Asker } from './command.ts';
import { projects } from './projects.ts';
import { servers } from './servers.ts';
import { tasks } from './tasks.ts';

/** One entry each: menu, access, call and answer follow from it. */
export const quickCommands = { projects, tasks, servers } as const;

export type QuickName = keyof typeof quickCommands;
export const isQuick = (command: string): command is QuickName => Object.hasOwn(quickCommands, command);

/** Whether it is for somebody with these roles. */
export const mayAskQuick = (command: QuickName, { roles }: Pick<Asker, 'roles'>): boolean =>
  quickCommands[command].roles.some((role) => roles.includes(role));
