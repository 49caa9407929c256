import { get } from './api.ts';
import { columns, dropLostColumns, restoreColumns, showAnswer } from './columns.ts';
import { readersOf } from './dialogs.ts';
import { addMessage, loadMessages, removeMessage, replaceMessage } from './messages.ts';
import { changed, known, remember, unreadKey } from './store.ts';
import { endTap } from './taps.ts';
import type { Answer, Bot, Call, Dialog, Fault, Message, Person, ShownUpdate, State } from './types.ts';

const typingMs = 5000;
let run = '';

async function loadState(): Promise<number> {
  const state = await get<State>('/state');
  known.people = new Map(state.people.map((one) => [one.id, one]));
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
async function resync(): Promise<void> {
  await loadState();
  dropLostColumns();
  const open = new Set(columns.map((one) => one.dialog));
  known.loaded.clear();
  await Promise.all([...known.dialogs.values()].filter((dialog) => open.has(dialog.key)).map(loadMessages));
  changed('columns');
}

export async function goLive(): Promise<void> {
  const seq = await loadState();
  restoreColumns();
  const source = new EventSource(`/_sandbox/events?after=${seq}`);
  const on = <T>(type: string, handle: (event: T) => void) =>
    source.addEventListener(type, (event) => {
      handle(JSON.parse((event as MessageEvent<string>).data) as T);
    });
  source.onerror = () => {
    known.connection = 'lost';
    changed('connection');
  };
  on<{ run: string }>('hello', (hello) => {
    if (run !== '' && run !== hello.run) void resync();
    run = hello.run;
    known.connection = 'live';
    changed('connection');
  });
  for (const type of ['resync', 'reset']) on(type, () => void resync());
  messageEvents(on);
  otherEvents(on);
}

type On = <T>(type: string, handle: (event: T) => void) => void;

function messageEvents(on: On): void {
  on<{ message: Message }>('message', ({ message }) => {
    known.typing.delete(message.dialog);
    addMessage(message);
    noteNewest(message);
  });
  on<{ message: Message }>('edited', ({ message }) => {
    replaceMessage(message);
    const dialog = known.dialogs.get(message.dialog);
    if (dialog?.last?.message_id === message.message_id) {
      known.dialogs.set(dialog.key, { ...dialog, last: message });
      changed('dialogs');
    }
  });
  on<{ dialog: string; message_id: number }>('deleted', ({ dialog, message_id: id }) => {
    removeMessage(dialog, id);
  });
  on<{ dialog: string; message_ids: number[] }>('pinned', ({ dialog: key, message_ids: pinned }) => {
    const dialog = known.dialogs.get(key);
    if (dialog) known.dialogs.set(key, { ...dialog, pinned });
    changed(`dialog ${key}`);
  });
  on<{ dialog: string }>('typing', ({ dialog }) => {
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
  on<{ callback_id: string; person_id: number; answer: Answer }>('answered', (event) => {
    endTap(event.callback_id);
    showAnswer(event.person_id, event.answer);
  });
  on<{ person: Person }>('person', ({ person }) => {
    known.people.set(person.id, person);
    changed('people');
  });
  on<{ bot: Bot }>('bot', ({ bot }) => {
    known.bots.set(bot.id, bot);
    changed('dialogs');
  });
  on<{ dialog: Omit<Dialog, 'last'> }>('dialog', ({ dialog }) => {
    const last = known.dialogs.get(dialog.key)?.last ?? null;
    known.dialogs.set(dialog.key, { ...dialog, last });
    changed('dialogs', `dialog ${dialog.key}`);
  });
  on<{ offset_ms: number }>('clock', ({ offset_ms: offset }) => {
    known.offsetMs = offset;
    changed('clock');
  });
  on<{ faults: Fault[] }>('faults', ({ faults }) => {
    known.faults = faults;
    changed('faults');
  });
  on<{ call: Call }>('call', ({ call }) => {
    remember(known.calls, call);
    changed('log');
  });
  on<ShownUpdate>('update', (update) => {
    remember(known.updates, update);
    changed('log');
  });
}
