import { ActError } from '../acts/kit.ts';
import { findBot, findChat, findPerson, findPlace } from '../acts/places.ts';
import { currentKeyboard } from '../acts/tap.ts';
import { botView } from '../state/bots.ts';
import { commandsFor } from '../state/commands.ts';
import { dialogView } from '../state/dialogs.ts';
import type { Dialog } from '../state/types.ts';
import { messageView } from '../state/view.ts';
import { clockView } from './clock.ts';
import { expectedIn } from './expected.ts';
import type { ControlRequest, Route } from './request.ts';

const mostMessages = 500;

function dialogAsked({ control, query }: ControlRequest): Dialog {
  const { kit } = control;
  const key = query.get('dialog') ?? query.get('chat');
  if (key !== null) return findChat(kit, key);
  const person = query.get('person');
  if (person === null) throw new ActError(400, 'name a "dialog", or a "person" and a "bot"');
  return findPlace(kit, findPerson(kit, person), { bot: query.get('bot') ?? undefined }).dialog;
}

function state({ control }: ControlRequest) {
  const { world, faults } = control.kit;
  return {
    seq: world.lastSeq(),
    bots: [...world.bots.values()].map(botView),
    people: [...world.people.values()],
    expected: expectedIn(world),
    dialogs: [...world.dialogs.values()].map((dialog) => {
      const last = [...world.messagesOf(dialog.key).values()].at(-1);
      return { ...dialogView(world, dialog), last: last ? messageView(world, last) : null };
    }),
    clock: clockView(world),
    faults: faults.list(),
  };
}

function messages(request: ControlRequest) {
  const { world } = request.control.kit;
  const dialog = dialogAsked(request);
  const before = Number(request.query.get('before') ?? Number.POSITIVE_INFINITY);
  const limit = Math.min(Number(request.query.get('limit') ?? 100) || 100, mostMessages);
  const known = [...world.messagesOf(dialog.key).values()].filter((message) => message.id < before);
  return {
    dialog: dialogView(world, dialog),
    messages: known.slice(-limit).map((message) => messageView(world, message)),
    keyboard: currentKeyboard(request.control.kit, dialog),
    more: known.length > limit,
  };
}

function commands(request: ControlRequest) {
  const { kit } = request.control;
  const dialog = dialogAsked(request);
  const bot = findBot(kit, request.query.get('bot') ?? dialog.botId);
  const who = request.query.get('person') ?? String(dialog.chatId);
  const person = findPerson(kit, who);
  return {
    commands: commandsFor(bot, dialog, person.id, person.language_code ?? ''),
    menu_button: bot.menuButtons[String(dialog.chatId)] ?? bot.menuButtons['default'] ?? { type: 'commands' },
  };
}

function log({ control, query }: ControlRequest) {
  const { world } = control.kit;
  const after = Number(query.get('after') ?? 0) || 0;
  const method = query.get('method')?.toLowerCase();
  return {
    seq: world.lastSeq(),
    calls: world.calls.filter(
      (call) => call.seq > after && (method === undefined || call.method.toLowerCase() === method),
    ),
    updates: world.updates.filter((update) => update.seq > after),
  };
}

export const lookingRoutes: readonly Route[] = [
  { verb: 'GET', pattern: '/state', handle: state },
  { verb: 'GET', pattern: '/messages', handle: messages },
  { verb: 'GET', pattern: '/commands', handle: commands },
  { verb: 'GET', pattern: '/log', handle: log },
  {
    verb: 'GET',
    pattern: '/callbacks/:id',
    handle({ control, path }) {
      const callback = control.kit.world.callbacks.get(path['id'] ?? '');
      if (!callback) throw new ActError(404, 'no such callback');
      return callback;
    },
  },
];
