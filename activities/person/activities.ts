import {
  type RequestInput,
  type RequestResult,
  requestMessageKey,
} from '../../contracts/workflows/request.ts';
import { rendered } from '../rendering/render.ts';
import { answerTo } from './answer.ts';
import type { PersonDeps } from './ports.ts';
import type { Reply } from './reply.ts';

export const createPersonActivities = (deps: PersonDeps) => ({
  /** Does what was asked and says so. Done again it changes nothing, and the ledger knows the message. */
  async handleRequest(input: RequestInput): Promise<RequestResult> {
    const reply = await answerTo(deps, input);
    return { v: 1, said: reply.said, sent: await tell(deps, input, reply) };
  },
});

async function tell(deps: PersonDeps, input: RequestInput, reply: Reply): Promise<RequestResult['sent']> {
  const { messenger } = deps;
  const { query_id, message_id, chat_id } = input;
  if ('alert' in reply && query_id !== undefined) {
    await messenger.answer(query_id, reply.alert, true);
    return 'answered';
  }
  if (query_id !== undefined) await messenger.answer(query_id, undefined, false);
  const key = requestMessageKey(input);
  if ('file' in reply) return messenger.sendDocument(chat_id, reply.file, key);
  if ('hide' in reply) {
    if (message_id === undefined || (await messenger.remove(chat_id, message_id))) return 'edited';
    const left = await messenger.edit(chat_id, message_id, rendered(reply.hide));
    return left === 'gone' ? 'edited' : left;
  }
  const message = rendered(reply.message);
  if (message_id !== undefined) {
    const edited = await messenger.edit(chat_id, message_id, message);
    if (edited !== 'gone') return edited;
  }
  return messenger.send(chat_id, message, key);
}

export type PersonActivities = ReturnType<typeof createPersonActivities>;
