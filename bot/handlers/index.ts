// From an update and the person behind it to what is to be done. Pure: nothing here asks or sends.
import { isQuick } from '../../core/quick/index.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import { mayDo } from '../gateway/access.ts';
import { button } from './button.ts';
import { ask, type Decision, type Known, type Somebody } from './decision.ts';
import { eventCommand } from './event-command.ts';
import { sharedButton } from './shared-button.ts';
import { start } from './start.ts';
import { talk, text } from './text.ts';

/** `mayGuess`: whether another invite link may be tried; strangers guess. */
export function decide(somebody: Somebody, mayGuess: boolean): Decision {
  const { update, person } = somebody;
  const { what } = update;
  if (what.kind === 'group') return { do: 'nothing', why: 'of a group, which is no person’s' };
  if (what.kind === 'membership') return { do: 'tell_reachability', reachable: what.reachable, at: what.at };
  if (update.too_many) return ask(somebody, { kind: 'too_many' });
  if (what.kind === 'tap' && update.chat === 'shared')
    return sharedButton(somebody, what.query_id, what.data);
  if (what.kind === 'command' && what.payload?.kind === 'invite')
    return ask(
      somebody,
      mayGuess ? { kind: 'invite', token_hash: what.payload.token_hash } : { kind: 'denied' },
    );
  if (!person || !mayDo(person, what)) return refuse(somebody);
  return byKind({ update, person }, what);
}

/** What is edited was refused when it was written, and Telegram makes edits by itself: a live location is one every few seconds. */
const refuse = (somebody: Somebody): Decision =>
  somebody.update.what.kind === 'edited'
    ? { do: 'nothing', why: 'an edit of somebody who is not on the list' }
    : ask(somebody, { kind: 'denied' });

function byKind(
  known: Known,
  what: Exclude<Known['update']['what'], { kind: 'membership' | 'group' }>,
): Decision {
  switch (what.kind) {
    case 'tap':
      return button(known, what.data);
    case 'command':
      return byCommand(known, what);
    case 'text':
      return text(known, what);
    case 'file':
      return talk(known, { edited: false, text: what.text, file: what.file, message_id: what.message_id });
    case 'edited':
      return {
        do: 'store_said',
        said: { edited: true, text: what.text, file: what.file ?? null, message_id: what.message_id },
      };
    case 'other':
      return ask(known, { kind: 'help' });
    default:
      return assertNever(what);
  }
}

function byCommand(
  known: Known,
  { command, payload }: Extract<Known['update']['what'], { kind: 'command' }>,
): Decision {
  if (isQuick(command)) return ask(known, { kind: 'quick', command });
  switch (command) {
    case 'start':
      return start(known, payload);
    case 'slots':
    case 'mybooking':
    case 'reschedule':
    case 'cancel':
    case 'contact':
    case 'calendar':
      return eventCommand(known, command);
    case 'help':
    case 'language':
    case 'privacy':
    case 'stop':
      return ask(known, { kind: command });
    case 'today':
    case 'week':
      return ask(known, { kind: 'staff', press: { kind: 'day', day: command, page: 0 } });
    case 'find':
      return ask(known, { kind: 'find' });
    default:
      return assertNever(command);
  }
}
