import { useEffect, useState } from 'preact/hooks';
import type {
  Bot,
  Call,
  Dialog,
  Expected,
  Fault,
  Message,
  Person,
  ReplyButton,
  ShownUpdate,
} from './types.ts';

const keptCalls = 300;

/** The part of a chat that is loaded. */
export type Loaded = {
  messages: readonly Message[];
  more: boolean;
  /** The keys that stood when it was loaded: their message may be an earlier one. */
  keyboard: ReplyButton[][] | null;
};

/** What the page knows of the sandbox. Changed in place; `changed` tells who shows that part. */
export const known = {
  people: new Map<number, Person>(),
  expected: [] as readonly Expected[],
  bots: new Map<number, Bot>(),
  dialogs: new Map<string, Dialog>(),
  loaded: new Map<string, Loaded>(),
  typing: new Map<string, number>(),
  unread: new Map<string, number>(),
  faults: [] as Fault[],
  calls: [] as Call[],
  updates: [] as ShownUpdate[],
  offsetMs: 0,
  connection: 'connecting' as 'connecting' | 'live' | 'lost',
};

type Topic =
  | 'people'
  | 'dialogs'
  | 'faults'
  | 'log'
  | 'clock'
  | 'connection'
  | 'columns'
  | `dialog ${string}`
  | `column ${number}`;

const listeners = new Map<Topic, Set<() => void>>();

export function changed(...topics: Topic[]): void {
  for (const topic of topics) for (const listener of listeners.get(topic) ?? []) listener();
}

function listen(topic: Topic, listener: () => void): () => void {
  const some = listeners.get(topic) ?? new Set();
  listeners.set(topic, some.add(listener));
  return () => some.delete(listener);
}

/** Draws the component again whenever that part changes. */
export function useTopic(...topics: Topic[]): void {
  const [, draw] = useState(0);
  useEffect(() => {
    // What changed between drawing and listening would be missed otherwise.
    draw((count) => count + 1);
    const stops = topics.map((topic) => listen(topic, () => draw((count) => count + 1)));
    return () => {
      for (const stop of stops) stop();
    };
  }, topics);
}

export function remember<T>(list: T[], entry: T): void {
  list.push(entry);
  if (list.length > keptCalls) list.splice(0, list.length - keptCalls);
}

export const shownNow = (): number => Date.now() + known.offsetMs;
export const unreadKey = (person: number, dialog: string): string => `${person} ${dialog}`;
