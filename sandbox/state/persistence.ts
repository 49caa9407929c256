import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot, World } from './world.ts';

const afterMs = 500;

type Report = (error: unknown) => void;

/** Keeps the world in a file: written shortly after each change, read once at the start. */
export class Persistence {
  private readonly world: World;
  private readonly file: string;
  private readonly off: () => void;
  private readonly report: Report;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(world: World, folder: string, report: Report) {
    mkdirSync(folder, { recursive: true });
    this.world = world;
    this.report = report;
    this.file = join(folder, 'state.json');
    this.load();
    this.off = world.on(() => {
      this.timer ??= setTimeout(() => this.save(), afterMs).unref();
    });
  }

  save(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    // Written beside and moved over: a stop in the middle leaves the old state whole.
    const fresh = `${this.file}.new`;
    try {
      writeFileSync(fresh, JSON.stringify(this.world.snapshot()));
      renameSync(fresh, this.file);
    } catch (error) {
      // The chats go on in memory; the next change tries again.
      this.report(`the state could not be kept: ${messageOf(error)}`);
    }
  }

  stop(): void {
    this.off();
    this.save();
  }

  private load(): void {
    let text: string;
    try {
      text = readFileSync(this.file, 'utf8');
    } catch {
      return;
    }
    try {
      const read = JSON.parse(text) as Partial<Snapshot>;
      if (read.version !== 1) throw new Error('it was written by another version');
      this.world.load(read as Snapshot);
    } catch (error) {
      this.world.clear();
      const aside = `${this.file}.damaged`;
      renameSync(this.file, aside);
      this.report(
        `the state kept could not be read (${messageOf(error)}): beginning anew, it lies in ${aside}`,
      );
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
