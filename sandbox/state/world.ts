import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { NumberedEvent, SandboxEvent } from './events.ts';
import type { NewPerson } from './people.ts';
import type { Bot, Call, Callback, Dialog, FileRecord, Person, StoredMessage } from './types.ts';

const keptEvents = 2000;
const keptCalls = 1000;

/** What is written to disk and read back when state is kept across a restart. */
export type Snapshot = {
  version: 1;
  bots: Bot[];
  people: Person[];
  dialogs: Dialog[];
  messages: StoredMessage[];
  callbacks: Callback[];
  files: FileRecord[];
  offsetMs: number;
  nextId: number;
};

/** All that the emulator knows. Plain data and no HTTP: the folders around it read and change it. */
export class World {
  /** Numbers of events begin anew with each run: a page that meets another one loads everything again. */
  readonly run = randomUUID();
  readonly clock: Clock;
  readonly bots = new Map<number, Bot>();
  readonly people = new Map<number, Person>();
  readonly dialogs = new Map<string, Dialog>();
  readonly messages = new Map<string, Map<number, StoredMessage>>();
  readonly callbacks = new Map<string, Callback>();
  readonly files = new Map<string, FileRecord>();
  readonly events: NumberedEvent[] = [];
  readonly calls: Call[] = [];
  readonly updates: (NumberedEvent & { type: 'update' })[] = [];
  /** Of whom a bot has heard elsewhere: whoever runs the sandbox says so again after a restart. */
  expected: readonly (NewPerson & { id: number })[] = [];
  offsetMs = 0;
  private seq = 0;
  private nextId = 1;
  private readonly listeners = new Set<(event: NumberedEvent) => void>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** The date people in the sandbox see; emulator lifetimes never use it. */
  shownNow(): number {
    return this.clock.now() + this.offsetMs;
  }

  number(): number {
    const id = this.nextId;
    this.nextId += 1;
    return id;
  }

  on(listener: (event: NumberedEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  emit(event: SandboxEvent): void {
    this.seq += 1;
    const numbered = { ...event, seq: this.seq };
    this.events.push(numbered);
    trim(this.events, keptEvents);
    if (numbered.type === 'update') {
      this.updates.push(numbered);
      trim(this.updates, keptCalls);
    }
    for (const listener of this.listeners) listener(numbered);
  }

  lastSeq(): number {
    return this.seq;
  }

  recordCall(call: Omit<Call, 'seq'>): void {
    const kept = { seq: this.seq + 1, ...call };
    this.calls.push(kept);
    trim(this.calls, keptCalls);
    this.emit({ type: 'call', call: kept });
  }

  message(dialog: string, id: number): StoredMessage | undefined {
    return this.messages.get(dialog)?.get(id);
  }

  messagesOf(dialog: string): Map<number, StoredMessage> {
    const known = this.messages.get(dialog);
    if (known) return known;
    const fresh = new Map<number, StoredMessage>();
    this.messages.set(dialog, fresh);
    return fresh;
  }

  clear(): void {
    for (const part of [this.bots, this.people, this.dialogs, this.messages, this.callbacks, this.files])
      part.clear();
    this.events.length = 0;
    this.calls.length = 0;
    this.updates.length = 0;
    this.expected = [];
    this.offsetMs = 0;
  }

  snapshot(): Snapshot {
    return {
      version: 1,
      bots: [...this.bots.values()],
      people: [...this.people.values()],
      dialogs: [...this.dialogs.values()],
      messages: [...this.messages.values()].flatMap((some) => [...some.values()]),
      callbacks: [...this.callbacks.values()],
      files: [...this.files.values()],
      offsetMs: this.offsetMs,
      nextId: this.nextId,
    };
  }

  load(from: Snapshot): void {
    this.clear();
    for (const bot of from.bots) this.bots.set(bot.id, bot);
    for (const person of from.people) this.people.set(person.id, person);
    for (const dialog of from.dialogs) this.dialogs.set(dialog.key, dialog);
    for (const message of from.messages) this.messagesOf(message.dialog).set(message.id, message);
    for (const callback of from.callbacks) this.callbacks.set(callback.id, callback);
    for (const file of from.files) this.files.set(file.id, file);
    this.offsetMs = from.offsetMs;
    this.nextId = from.nextId;
  }
}

function trim(list: unknown[], keep: number): void {
  if (list.length > keep * 1.25) list.splice(0, list.length - keep);
}
