import { openAddress } from './acts.ts';
import { get } from './api.ts';
import { columns, dropLostColumns, restoreColumns, showAnswer } from './columns.ts';
import { readersOf } from './dialogs.ts';
import { addMessage, loadMessages, removeMessage, replaceMessage } from './messages.ts';
import { changed, known, remember, unreadKey } from './store.ts';
import { endTap } from './taps.ts';
import type {
  Answer,
  Bot,
  Call,
  Dialog,
  Expected,
  Fault,
  Message,
  Person,
  ShownUpdate,
  State,
} from './types.ts';

/** What the stream tells, by the name of the event. */
type Events = {
  hello: { run: string };
  resync: unknown;
  reset: unknown;
  message: { message: Message };
  edited: { message: Message };
  deleted: { dialog: string; message_id: number };
  pinned: { dialog: string; message_ids: number[] };
  typing: { dialog: string };
  answered: { callback_id: string; person_id: number; answer: Answer };
  person: { person: Person };
  expected: { people: readonly Expected[] };
  bot: { bot: Bot };
  dialog: { dialog: Omit<Dialog, 'last'> };
  clock: { offset_ms: number };
  faults: { faults: Fault[] };
  call: { call: Call };
  update: ShownUpdate;
};
type On = <Name extends keyof Events>(name: Name, handle: (event: Events[Name]) => void) => void;

const typingMs = 5000;
const againMs = 3000;
let run = '';

async function loadState(): Promise<number> {
  const state = await get<State>('/state');
  known.people = new Map(state.people.map((one) => [one.id, one]));
  known.expected = state.expected;
  known.bots = new Map(state.bots.map((one) => [one.id, one]));
  known.dialogs = new Map(state.dialogs.map((one) => [one.key, one]));
  known.faults = state.faults;
  known.offsetMs = state.clock.offset_ms;
  const log = await get<{ calls: Call[]; updates: ShownUpdate[] }>('/log');
  known.calls = log.calls.slice(-300);
  known.updates = log.updates.slice(-300);
  changed('people', 'dialogs', 'faults', 'clock', 'log');
  return state.seq;
}

/** After a gap nobody can fill: everything once more, and the chats that are on the screen. */
async function resync(): Promise<number> {
  const seq = await loadState();
  dropLostColumns();
  const open = new Set(columns.map((one) => one.dialog));
  known.loaded.clear();
  await Promise.all([...known.dialogs.values()].filter((dialog) => open.has(dialog.key)).map(loadMessages));
  changed('columns');
  return seq;
}

export async function goLive(): Promise<void> {
  const seq = await loadState();
  restoreColumns();
  listen(seq);
}

function listen(seq: number): void {
  const source = new EventSource(`/_sandbox/events?after=${seq}`);
  const on: On = (name, handle) =>
    source.addEventListener(name, (event) => {
      handle(JSON.parse((event as MessageEvent<string>).data) as Parameters<typeof handle>[0]);
    });
  source.addEventListener('error', () => {
    known.connection = 'lost';
    changed('connection');
    if (source.readyState === EventSource.CLOSED) setTimeout(() => void listenAgain(), againMs);
  });
  on('hello', (hello) => {
    if (run !== '' && run !== hello.run) void resync();
    run = hello.run;
    known.connection = 'live';
    changed('connection');
  });
  for (const name of ['resync', 'reset'] as const) on(name, () => void resync());
  messageEvents(on);
  otherEvents(on);
}

/** The browser tries again by itself after most failures; after some it gives up. */
async function listenAgain(): Promise<void> {
  try {
    listen(await resync());
  } catch {
    setTimeout(() => void listenAgain(), againMs);
  }
}

function messageEvents(on: On): void {
  on('message', ({ message }) => {
    known.typing.delete(message.dialog);
    addMessage(message);
    noteNewest(message);
  });
  on('edited', ({ message }) => {
    replaceMessage(message);
    const dialog = known.dialogs.get(message.dialog);
    if (dialog?.last?.message_id === message.message_id) {
      known.dialogs.set(dialog.key, { ...dialog, last: message });
      changed('dialogs');
    }
  });
  on('deleted', ({ dialog, message_id: id }) => {
    removeMessage(dialog, id);
  });
  on('pinned', ({ dialog: key, message_ids: pinned }) => {
    const dialog = known.dialogs.get(key);
    if (dialog) known.dialogs.set(key, { ...dialog, pinned });
    changed(`dialog ${key}`);
  });
  on('typing', ({ dialog }) => {
    known.typing.set(dialog, Date.now() + typingMs);
    changed(`dialog ${dialog}`);
    setTimeout(() => {
      if ((known.typing.get(dialog) ?? 0) <= Date.now()) known.typing.delete(dialog);
      changed(`dialog ${dialog}`);
    }, typingMs);
  });
}

function noteNewest(message: Message): void {
  const dialog = known.dialogs.get(message.dialog);
  // A chat that came to be just now: its own event may follow.
  if (!dialog) {
    void loadState();
    return;
  }
  known.dialogs.set(dialog.key, { ...dialog, last: message });
  for (const person of readersOf(dialog)) {
    const isOpen = columns.some((one) => one.person === person && one.dialog === dialog.key);
    const key = unreadKey(person, dialog.key);
    if (message.from?.id !== person && !isOpen) known.unread.set(key, (known.unread.get(key) ?? 0) + 1);
  }
  changed('dialogs');
}

function otherEvents(on: On): void {
  on('answered', (event) => {
    endTap(event.callback_id);
    showAnswer(event.person_id, event.answer);
    const { url } = event.answer;
    const asked = columns.filter((one) => one.person === event.person_id);
    if (url !== undefined) for (const column of asked) openAddress(column, url);
  });
  on('expected', ({ people }) => {
    known.expected = people;
    changed('people');
  });
  on('person', ({ person }) => {
    known.people.set(person.id, person);
    changed('people');
  });
  on('bot', ({ bot }) => {
    known.bots.set(bot.id, bot);
    changed('dialogs');
  });
  on('dialog', ({ dialog }) => {
    const last = known.dialogs.get(dialog.key)?.last ?? null;
    known.dialogs.set(dialog.key, { ...dialog, last });
    changed('dialogs', `dialog ${dialog.key}`);
  });
  on('clock', ({ offset_ms: offset }) => {
    known.offsetMs = offset;
    changed('clock');
  });
  on('faults', ({ faults }) => {
    known.faults = faults;
    changed('faults');
  });
  on('call', ({ call }) => {
    remember(known.calls, call);
    changed('log');
  });
  on('update', (update) => {
    remember(known.updates, update);
    changed('log');
  });
}
