import type { Messenger as RequestMessenger } from '../person/ports.ts';
import { answerRaw } from './answer.ts';
import { deliver, type NewMessage } from './deliver.ts';
import { notDone, waitFailure } from './failures.ts';
import type { Made, MessagingDeps } from './ports.ts';

type Deps = Omit<MessagingDeps, 'reader' | 'anchors' | 'time'>;

/** The same ledger and the same Telegram for what belongs to no booking. */
export function createRequestMessenger(deps: Deps): RequestMessenger {
  const limit = () => ({ timeoutMs: deps.patience().timeoutMs });
  const message = (chat: number, key: string, send: () => Promise<Made>): NewMessage => ({
    key,
    about: { event_id: null, user_id: null, chat_id: chat, what: 'request', trace_id: null },
    reachable: 'unknown',
    send,
  });
  return {
    async send(chat, rendered, key, after) {
      const sending = message(chat, key, () => deps.messenger.send(chat, rendered, 'person', limit()));
      return (await deliver(deps, { ...sending, ...(after && { after }) })).sent;
    },
    async sendDocument(chat, file, key) {
      const sending = message(chat, key, () => deps.messenger.sendFile(chat, file, 'person', limit()));
      return (await deliver(deps, sending)).sent;
    },
    async edit(chat, messageId, rendered) {
      const edited = await deps.messenger.edit(chat, messageId, rendered, deps.patience());
      if (edited.kind === 'ok') return 'edited';
      if (edited.kind === 'gone') return 'gone';
      if (edited.kind === 'wait') throw waitFailure(edited.ms);
      if (edited.kind !== 'blocked') throw notDone(edited);
      if (!edited.never_started) await deps.people.reachable(chat, 'blocked');
      return 'unreachable';
    },
    async remove(chat, messageId) {
      const removed = await deps.messenger.delete(chat, messageId, deps.patience());
      if (removed.kind === 'ok' || removed.kind === 'gone') return true;
      if (removed.kind === 'wait') throw waitFailure(removed.ms);
      // Older than two days: the text can still be taken away.
      if (removed.kind === 'refused' || removed.kind === 'blocked' || removed.kind === 'too_old')
        return false;
      throw notDone(removed);
    },
    async commands(chat, lines) {
      const set = await deps.messenger.commands(chat, lines, limit());
      // A list of commands is a help: whoever cannot have it can type.
      if (set.kind === 'wait') throw waitFailure(set.ms);
    },
    async answer(queryId, text, alert) {
      await answerRaw(deps, queryId, text, alert);
    },
  };
}
