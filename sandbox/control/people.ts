import { ActError } from '../acts/kit.ts';
import { changeMember, changeRights } from '../acts/membership.ts';
import { findBot, findChat, findPerson } from '../acts/places.ts';
import { addBot, botView, parseToken } from '../state/bots.ts';
import { addChat, dialogView } from '../state/dialogs.ts';
import { addPerson } from '../state/people.ts';
import type { MemberStatus, Person } from '../state/types.ts';
import type { ControlKit, ControlRequest, Fields, Route } from './request.ts';

const statuses: readonly MemberStatus[] = ['creator', 'administrator', 'member', 'left', 'kicked'];

function tokenIn(text: string): string {
  if (!parseToken(text)) throw new ActError(400, '"token" must look like 123456:letters');
  return text;
}

/** Telegram gives a number once. */
function freeId({ kit }: ControlKit, body: Fields): number | undefined {
  const id = body.maybeId('id', 1);
  if (id !== undefined && kit.world.people.has(id)) throw new ActError(409, `somebody has the id ${id}`);
  return id;
}

function changePerson({ control, path, body }: ControlRequest): Person {
  const person = findPerson(control.kit, path['person'] ?? '');
  person.first_name = body.maybeName('first_name') ?? person.first_name;
  person.last_name = body.maybeText('last_name') ?? person.last_name;
  person.username = body.maybeText('username') ?? person.username;
  person.language_code = body.maybeText('language_code') ?? person.language_code;
  person.phone = body.maybeText('phone') ?? person.phone;
  person.deactivated = body.maybeFlag('deactivated') ?? person.deactivated;
  control.kit.world.emit({ type: 'person', person });
  return person;
}

function setMembers({ control, path, body }: ControlRequest) {
  const { kit } = control;
  const dialog = findChat(kit, path['chat'] ?? '');
  const status = body.oneOf('status', statuses);
  const bot = body.maybeRef('bot');
  const person = body.maybeRef('person');
  if ((bot === undefined) === (person === undefined)) throw new ActError(400, 'name a "person" or a "bot"');
  const userId = bot === undefined ? findPerson(kit, person ?? '').id : findBot(kit, bot).id;
  const by = body.maybeRef('by');
  const byId = by === undefined ? undefined : findPerson(kit, by).id;
  changeMember(kit, dialog, userId, status, byId);
  const can_manage_topics = body.maybeFlag('can_manage_topics');
  const can_delete_messages = body.maybeFlag('can_delete_messages');
  if (can_manage_topics !== undefined || can_delete_messages !== undefined)
    changeRights(kit, dialog, userId, { can_manage_topics, can_delete_messages }, byId ?? userId);
  return dialogView(kit.world, dialog);
}

export const peopleRoutes: readonly Route[] = [
  {
    verb: 'POST',
    pattern: '/people',
    handle: ({ control, body }) =>
      addPerson(control.kit.world, {
        id: freeId(control, body),
        first_name: body.name('first_name'),
        last_name: body.maybeText('last_name'),
        username: body.maybeText('username'),
        language_code: body.maybeText('language_code'),
        phone: body.maybeText('phone'),
      }),
  },
  { verb: 'PATCH', pattern: '/people/:person', handle: changePerson },
  {
    verb: 'POST',
    pattern: '/bots',
    handle: ({ control, body }) =>
      botView(
        addBot(control.kit.world, {
          token: tokenIn(body.text('token')),
          username: body.maybeName('username'),
          name: body.maybeName('name'),
          privacy: body.maybeFlag('privacy'),
        }),
      ),
  },
  {
    verb: 'PATCH',
    pattern: '/bots/:bot',
    handle({ control, path, body }) {
      const bot = findBot(control.kit, path['bot']);
      bot.revoked = body.maybeFlag('revoked') ?? bot.revoked;
      bot.privacy = body.maybeFlag('privacy') ?? bot.privacy;
      control.kit.world.emit({ type: 'bot', bot: botView(bot) });
      return botView(bot);
    },
  },
  {
    verb: 'POST',
    pattern: '/chats',
    handle: ({ control, body }) =>
      dialogView(
        control.kit.world,
        addChat(control.kit.world, {
          kind: body.oneOf('kind', ['group', 'supergroup', 'channel']),
          title: body.name('title'),
          username: body.maybeText('username'),
          description: body.maybeText('description'),
          is_forum: body.maybeFlag('is_forum'),
          id: body.maybeId('id', -1),
        }),
      ),
  },
  { verb: 'POST', pattern: '/chats/:chat/members', handle: setMembers },
];
