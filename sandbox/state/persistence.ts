import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot, World } from './world.ts';

const afterMs = 500;

/** Keeps the world in a file: written shortly after each change, read once at the start. */
export class Persistence {
  private readonly world: World;
  private readonly file: string;
  private readonly off: () => void;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(world: World, folder: string) {
    mkdirSync(folder, { recursive: true });
    this.world = world;
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
    writeFileSync(fresh, JSON.stringify(this.world.snapshot()));
    renameSync(fresh, this.file);
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
    const read = JSON.parse(text) as Partial<Snapshot>;
    if (read.version !== 1) throw new Error(`${this.file} was written by another version: remove it`);
    this.world.load(read as Snapshot);
  }
}
