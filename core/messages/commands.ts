import type { Lang } from '../i18n/lang.ts';
import { plain } from '../i18n/t.ts';

export type CommandLine = { readonly command: string; readonly description: string };
export type Role = 'candidate' | 'specialist' | 'admin' | 'viewer';

/** What somebody is besides a candidate: of several what may do most. */
export const staffRoleOf = (roles: readonly Role[]): Exclude<Role, 'candidate'> | undefined =>
  (['admin', 'specialist', 'viewer'] as const).find((role) => roles.includes(role));

/** What can be typed, in the order people are shown it. Commands about bookings are for who can have one. */
export function commandsOf(roles: readonly Role[], lang: Lang): readonly CommandLine[] {
  const line = (command: string, description: string): CommandLine => ({ command, description });
  const booking = [
    line('slots', plain('command.slots', lang)),
    line('mybooking', plain('command.mybooking', lang)),
    line('reschedule', plain('command.reschedule', lang)),
    line('cancel', plain('command.cancel', lang)),
    line('calendar', plain('command.calendar', lang)),
    line('contact', plain('command.contact', lang)),
  ];
  const duty = staffRoleOf(roles);
  const day = [line('today', plain('command.today', lang)), line('week', plain('command.week', lang))];
  return [
    ...(duty === 'admin' || duty === 'specialist' ? day : []),
    ...(duty === 'admin' ? [line('find', plain('command.find', lang))] : []),
    ...(roles.includes('candidate') ? booking : []),
    line('language', plain('command.language', lang)),
    line('help', plain('command.help', lang)),
    line('privacy', plain('command.privacy', lang)),
    line('stop', plain('command.stop', lang)),
  ];
}
