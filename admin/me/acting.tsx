import { cancelReasons } from '../../core/booking/words.ts';
import { plain } from '../../core/i18n/t.ts';
import { readSubscription } from '../../core/push/subscription.ts';
import { isObjectId, slotId } from '../../core/shared/ids.ts';
import { type Fields, field } from '../panel/request.ts';
import type { Command, CommandAnswer } from '../ports.ts';
import { invitationIn, type MeDeps } from './deps.ts';
import { type MeFlash, refusals } from './flash.ts';
import { lost } from './looking.tsx';
import { NotKnownYet } from './pages/message.tsx';
import type { GuestRequest, MeHandlers, MeReply } from './request.ts';
import { eventPath } from './routes.ts';

type Names = 'take' | 'cancel' | 'reply' | 'keep' | 'pushKey' | 'subscribe' | 'unsubscribe';

/** Everything a person does: each act is one update of their booking’s workflow, known by the key of its form. */
export const acting = (deps: MeDeps): Pick<MeHandlers, Names> => ({
  async take(request) {
    const found = await invitationIn(deps, request);
    const { slot = '' } = request.params;
    const command = commandOf(request);
    if (!found || !isObjectId(slot)) return lost(request);
    if (!command) return outdated(found.whose.event_id);
    const starts = Number(field(request.form, 'starts_at'));
    const chosen = {
      ...command,
      slot_id: slotId(slot),
      ...(Number.isSafeInteger(starts) && starts > 0 ? { starts_at: starts } : {}),
    };
    // What they saw decides what they want; whether it still stands, their workflow says.
    const what = command.seen ? 'move' : 'book';
    const answer = await deps.commands[what](found.whose, chosen);
    return told(
      request,
      found.whose.event_id,
      answer,
      what === 'book' ? 'me.flash.booked' : 'me.flash.moved',
    );
  },

  async cancel(request) {
    const found = await invitationIn(deps, request);
    const command = commandOf(request);
    if (!found) return lost(request);
    if (!command?.seen) return outdated(found.whose.event_id);
    const reason = cancelReasons.find((one) => one === field(request.form, 'reason'));
    const answer = await deps.commands.cancel(found.whose, { ...command, ...(reason && { reason }) });
    return told(request, found.whose.event_id, answer, 'me.flash.cancelled');
  },

  async reply(request) {
    const found = await invitationIn(deps, request);
    const key = keyIn(request.form);
    if (!found) return lost(request);
    const value = field(request.form, 'value');
    if (!key || (value !== 'coming' && value !== 'late')) return outdated(found.whose.event_id);
    const answer = await deps.commands.reply(found.whose, { ...by(request, `${key}:${value}`), value });
    return told(request, found.whose.event_id, answer, 'me.flash.thanks');
  },

  async keep(request) {
    const found = await invitationIn(deps, request);
    const command = commandOf(request);
    if (!found) return lost(request);
    if (!command?.seen) return outdated(found.whose.event_id);
    const answer = await deps.commands.keep(found.whose, command);
    return told(request, found.whose.event_id, answer, 'me.flash.kept');
  },

  /** For the program behind the pages, which has no form: another site cannot read the answer, so what stands in it proves as much. */
  async pushKey({ guest }) {
    return { status: 200, said: { key: deps.pushKey ?? '', form_token: guest.form_token } };
  },

  async subscribe({ form, guest, visit }) {
    const read = readSubscription(parsed(field(form, 'subscription')), deps.pushHosts);
    if (!read.ok || deps.pushKey === undefined)
      return { status: 422, said: { fault: read.ok ? 'switched_off' : read.fault } };
    await deps.browsers.add(guest.user_id, read.subscription, await deps.clock(), visit);
    const before = field(form, 'before');
    if (before !== '' && before !== read.subscription.endpoint)
      await deps.browsers.take(guest.user_id, before);
    return { status: 204, said: {} };
  },

  async unsubscribe({ form, guest }) {
    await deps.browsers.take(guest.user_id, field(form, 'endpoint'));
    return { status: 204, said: {} };
  },
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const outdated = (event: string): MeReply => ({ go_to: eventPath(event), flash: 'me.flash.outdated' });

const keyShape = /^[\da-f-]{36}$/;
const keyIn = (form: Fields): string | undefined => {
  const key = field(form, 'key');
  return keyShape.test(key) ? key : undefined;
};

const by = ({ guest, trace_id }: GuestRequest, key: string) => ({
  key: `web:${key}`,
  trace_id,
  initiated_by: { user_id: guest.user_id, role: 'candidate', channel: 'web' } as const,
});

/** undefined: no form of ours. */
function commandOf(
  request: GuestRequest,
): (Command & { readonly seen: NonNullable<Command['seen']> | null }) | undefined {
  const key = keyIn(request.form);
  const seen = seenIn(field(request.form, 'seen'));
  return key && seen !== undefined ? { ...by(request, key), seen } : undefined;
}

function seenIn(text: string): NonNullable<Command['seen']> | null | undefined {
  if (text === '') return null;
  const [id = '', at = ''] = text.split('@');
  return isObjectId(id) && /^\d{1,15}$/.test(at) ? { slot_id: slotId(id), starts_at: Number(at) } : undefined;
}

function told(request: GuestRequest, event: string, answer: CommandAnswer, done: MeFlash): MeReply {
  const at = eventPath(event);
  if (answer.ok) return { go_to: at, flash: done };
  if (answer.reason === 'outcome_unknown') {
    const { guest, form, lang, to } = request;
    const page = <NotKnownYet {...{ guest, form, lang, to }} />;
    return { page, title: plain('me.unknown.title', lang), status: 503 };
  }
  const { flash, to } = refusals[answer.reason];
  return { go_to: to === 'times' ? `${at}/times` : at, flash };
}
