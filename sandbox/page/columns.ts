import { changed, known, unreadKey } from './store.ts';
import type { Answer, Message } from './types.ts';

/** One person's Telegram on the screen. */
export type Column = {
  readonly id: number;
  readonly person: number;
  dialog: string | null;
  /** The payload of a link that was followed: Start has not been pressed yet. */
  start: string | null;
  thread: number | null;
  replyTo: Message | null;
  editing: Message | null;
  alert: string | null;
  toast: string | null;
};

let nextId = 1;
export let columns: readonly Column[] = [];

const fresh = (person: number, dialog: string | null): Column => ({
  id: nextId++,
  person,
  dialog,
  start: null,
  thread: null,
  replyTo: null,
  editing: null,
  alert: null,
  toast: null,
});

function show(next: readonly Column[]): void {
  columns = next;
  const address = next.map((one) => `${one.person}=${one.dialog ?? ''}`).join(';');
  history.replaceState(null, '', `/#${address}`);
  changed('columns');
}

/** What was open before a reload. */
export function restoreColumns(): void {
  const wanted = decodeURIComponent(location.hash.slice(1)).split(';');
  const found = wanted.flatMap((part) => {
    const [person = '', dialog = ''] = part.split('=');
    return known.people.has(Number(person)) ? [fresh(Number(person), dialog || null)] : [];
  });
  const first = [...known.people.keys()][0];
  show(found.length > 0 || first === undefined ? found : [fresh(first, null)]);
}

export function dropLostColumns(): void {
  show(columns.filter((one) => known.people.has(one.person)));
}

/** Alone on the screen, with the chat it had open. */
export function showOnly(person: number): void {
  show([columns.find((one) => one.person === person) ?? fresh(person, null)]);
}

export function showBeside(person: number): void {
  if (!columns.some((one) => one.person === person)) show([...columns, fresh(person, null)]);
}

export function closeColumn(column: Column): void {
  show(columns.filter((one) => one !== column));
}

export function changeColumn(column: Column, change: Partial<Column>): void {
  Object.assign(column, change);
  changed(`column ${column.id}`);
}

export function openDialog(column: Column, dialog: string | null, start: string | null = null): void {
  Object.assign(column, { dialog, start, thread: null, replyTo: null, editing: null });
  if (dialog !== null) known.unread.delete(unreadKey(column.person, dialog));
  changed(`column ${column.id}`);
  show(columns);
}

const toastMs = 3500;

export function toast(column: Column, text: string): void {
  changeColumn(column, { toast: text });
  setTimeout(() => {
    if (column.toast === text) changeColumn(column, { toast: null });
  }, toastMs);
}

export function showAnswer(person: number, answer: Answer): void {
  for (const column of columns) {
    if (column.person !== person || !answer.text) continue;
    if (answer.alert) changeColumn(column, { alert: answer.text });
    else toast(column, answer.text);
  }
}
