// Who may do what: commands by their own table (core/messages/commands.ts), the rest by this one. A scope of commands in
// Telegram hides; this decides.

import type { Identity, PersonRole } from '../../contracts/api/identity.ts';
import { type Pressed, readButton } from '../../contracts/callback-data.ts';
import type { BotUpdate } from '../../contracts/events/bot-update.ts';
import type { PressKind } from '../../core/booking/press.ts';
import { commands } from '../../core/messages/commands.ts';
import { candidates, everyone, onDuty } from '../../core/people/roles.ts';

type ButtonKind = PressKind | Extract<Pressed, { to: 'request' }>['request']['kind'];

const access = {
  button: {
    sign_up: candidates,
    choose: candidates,
    confirm: candidates,
    back: candidates,
    page: candidates,
    none_fits: candidates,
    wish: candidates,
    move: candidates,
    keep: candidates,
    accept: candidates,
    cancel: candidates,
    cancel_reason: candidates,
    cancel_back: candidates,
    reply: candidates,
    show: candidates,
    calendar: candidates,
    contact: candidates,
    choose_event: candidates,
    language: everyone,
    export: everyone,
    resume: everyone,
    erase: everyone,
  } satisfies Record<ButtonKind, readonly PersonRole[]>,
  /** On messages to staff; whose booking it is, is asked when it is done. */
  staff: onDuty,
  /** Buttons that are none of ours, texts, files. */
  other: everyone,
} as const;

/** Only the allow list makes a candidate; somebody taken off it keeps what else they are. */
function rolesOf(identity: Identity | null): readonly PersonRole[] {
  if (!identity) return [];
  const staff = identity.roles.filter((role) => role !== 'candidate');
  return identity.allowed ? ['candidate', ...staff] : staff;
}

function allowedFor(what: BotUpdate['what']): readonly PersonRole[] {
  if (what.kind === 'command') return commands[what.command].roles;
  if (what.kind !== 'tap') return access.other;
  const pressed = readButton(what.data);
  if (!pressed) return access.other;
  if (pressed.to === 'staff') return access.staff;
  return access.button[pressed.to === 'booking' ? pressed.press.kind : pressed.request.kind];
}

export const mayDo = (identity: Identity | null, what: BotUpdate['what']): boolean => {
  const roles = rolesOf(identity);
  return allowedFor(what).some((role) => roles.includes(role));
};
