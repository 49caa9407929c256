import {
  type RequestInput,
  type RequestResult,
  requestMessageKey,
} from '../../contracts/workflows/request.ts';
import { langOf } from '../../core/i18n/lang.ts';
import { staffRoleOf } from '../../core/messages/commands.ts';
import { rendered } from '../rendering/render.ts';
import { keepList, keepMenu } from '../staff/menu.ts';
import { answerTo, rolesOf } from './answer.ts';
import type { PersonDeps } from './ports.ts';
import type { Reply } from './reply.ts';

export const createPersonActivities = (deps: PersonDeps) => ({
  /** Does what was asked and says so. Done again it changes nothing, and the ledger knows the message. */
  async handleRequest(input: RequestInput): Promise<RequestResult> {
    const reply = await answerTo(deps, input);
    const sent = await tell(deps, input, reply);
    await menuBelow(deps, input, reply.said);
    return { v: 1, said: reply.said, sent };
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
  const list = 'list' in reply ? reply.list : undefined;
  if (list === undefined) return messenger.send(chat_id, message, key);
  const listing = { menus: deps.staff.menus, messenger };
  return messenger.send(chat_id, message, key, (id) => keepList(listing, chat_id, id, list));
}

/** Another language, another role and a new start may want another keyboard below the chat. */
const changesMenu: readonly RequestInput['request']['kind'][] = [
  'welcome',
  'invite',
  'language',
  'staff',
  'find',
];

async function menuBelow(deps: PersonDeps, input: RequestInput, said: string): Promise<void> {
  const { chat_id, request, language_code } = input;
  if (!changesMenu.includes(request.kind)) return;
  const person = await deps.people.byTelegram(chat_id);
  if (!person) return;
  const whose = {
    chat: chat_id,
    duty: staffRoleOf(person.roles),
    roles: rolesOf(person),
    lang: langOf(person.lang, language_code ?? person.language_code),
    key: requestMessageKey(input),
  };
  const menu = { menus: deps.staff.menus, messenger: deps.messenger };
  await keepMenu(menu, whose, said.startsWith('welcome'));
}

export type PersonActivities = ReturnType<typeof createPersonActivities>;
