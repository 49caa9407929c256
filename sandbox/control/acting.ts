import { ActError } from '../acts/kit.ts';
import { block, unblock } from '../acts/membership.ts';
import {
  editText,
  forward,
  openLink,
  type SendOptions,
  sendFile,
  sendLocation,
  sendText,
  shareContact,
} from '../acts/person.ts';
import { findBot, findChat, findPerson, findPlace } from '../acts/places.ts';
import { pressKey, tap } from '../acts/tap.ts';
import { actOnTopic } from '../acts/topics.ts';
import { privateDialog } from '../state/dialogs.ts';
import type { Dialog, Person, StoredMessage } from '../state/types.ts';
import { messageView } from '../state/view.ts';
import type { ControlRequest, Route } from './request.ts';

type Act = (request: ControlRequest, person: Person) => unknown;

const act = (name: string, run: Act): Route => ({
  verb: 'POST',
  pattern: `/people/:person/${name}`,
  handle: (request) => run(request, findPerson(request.control.kit, request.path['person'] ?? '')),
});

const place = ({ body }: ControlRequest): SendOptions => ({
  bot: body.maybeRef('bot'),
  chat: body.maybeRef('chat'),
  reply_to: body.maybeNumber('reply_to'),
  thread: body.maybeNumber('thread'),
});

const shown = ({ control }: ControlRequest, message: StoredMessage) =>
  messageView(control.kit.world, message);

function dialogHere(request: ControlRequest, person: Person): Dialog {
  return findPlace(request.control.kit, person, place(request)).dialog;
}

/** The message named, or the newest one that has buttons. */
function tappedMessage(request: ControlRequest, dialog: Dialog): StoredMessage {
  const messages = request.control.kit.world.messagesOf(dialog.key);
  const id = request.body.maybeNumber('message_id');
  const found =
    id === undefined
      ? [...messages.values()].findLast((message) => message.markup?.kind === 'inline')
      : messages.get(id);
  if (!found) throw new ActError(404, id === undefined ? 'no message here has buttons' : `no message ${id}`);
  return found;
}

function tapHere(request: ControlRequest, person: Person) {
  const { body, control } = request;
  const dialog = dialogHere(request, person);
  const result = tap(control.kit, person, dialog, tappedMessage(request, dialog), {
    button: body.maybeText('button'),
    data: body.maybeText('data'),
  });
  return result.kind === 'callback'
    ? { kind: 'callback', callback_id: result.callback.id, data: result.callback.data }
    : result.kind === 'url'
      ? { kind: 'url', url: result.url, opened: result.message !== undefined }
      : result;
}

function sendFileHere(request: ControlRequest, person: Person) {
  const { body, control } = request;
  const bytes = Buffer.from(body.text('base64'), 'base64');
  if (bytes.length === 0) throw new ActError(400, 'the file is empty');
  const as =
    body.maybeText('as') === undefined ? undefined : body.oneOf('as', ['photo', 'voice', 'document']);
  const file = {
    name: body.text('name'),
    mime: body.maybeText('mime') ?? 'application/octet-stream',
    bytes,
  };
  const options = { ...place(request), as, caption: body.maybeText('caption') };
  return shown(request, sendFile(control.kit, person, file, options));
}

export const actingRoutes: readonly Route[] = [
  act('send', (request, person) =>
    shown(request, sendText(request.control.kit, person, request.body.text('text'), place(request))),
  ),
  act('open', (request, person) =>
    shown(request, openLink(request.control.kit, person, request.body.text('link'))),
  ),
  act('tap', tapHere),
  act('press', (request, person) =>
    shown(
      request,
      pressKey(
        request.control.kit,
        person,
        dialogHere(request, person),
        request.body.text('key'),
        place(request),
      ),
    ),
  ),
  act('contact', (request, person) => {
    const of = request.body.maybeRef('of');
    const { kit } = request.control;
    const options = { ...place(request), of: of === undefined ? undefined : findPerson(kit, of) };
    return shown(request, shareContact(kit, person, options));
  }),
  act('location', (request, person) =>
    shown(
      request,
      sendLocation(request.control.kit, person, {
        ...place(request),
        latitude: request.body.number('latitude'),
        longitude: request.body.number('longitude'),
      }),
    ),
  ),
  act('file', sendFileHere),
  act('forward', (request, person) => {
    const { control, body } = request;
    const from = findChat(control.kit, body.text('from'));
    const messageId = body.number('message_id');
    return shown(request, forward(control.kit, person, { dialog: from, messageId }, place(request)));
  }),
  act('edit', (request, person) => {
    const dialog = dialogHere(request, person);
    const messageId = request.body.number('message_id');
    return shown(
      request,
      editText(request.control.kit, person, { dialog, messageId }, request.body.text('text')),
    );
  }),
  act('topic', (request, person) => {
    const { body, control } = request;
    const what = body.oneOf('do', ['create', 'close', 'reopen', 'delete']);
    const asked = { what, thread: body.maybeNumber('thread'), name: body.maybeName('name') };
    return actOnTopic(control.kit, person, dialogHere(request, person), asked) ?? {};
  }),
  act('block', (request, person) => {
    const { kit } = request.control;
    const bot = findBot(kit, request.body.maybeRef('bot'));
    block(kit, bot, person, privateDialog(kit.world, bot, person));
    return { blocked: true };
  }),
  act('unblock', (request, person) => {
    const { kit } = request.control;
    const bot = findBot(kit, request.body.maybeRef('bot'));
    unblock(kit, bot, person, privateDialog(kit.world, bot, person));
    return { blocked: false };
  }),
];
