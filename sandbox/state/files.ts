import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRecord } from './types.ts';
import type { World } from './world.ts';

const folders: readonly [RegExp, string][] = [
  [/^image\//, 'photos'],
  [/^audio\/ogg/, 'voice'],
];

const plainMime = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(; ?[\w-]+=[\w-]+)*$/;

/** The bytes of files: in memory, or in a folder when state is kept. */
export class FileStore {
  private readonly world: World;
  private readonly folder: string | undefined;
  private readonly inMemory = new Map<string, Buffer>();

  constructor(world: World, stateDir: string | undefined) {
    this.world = world;
    this.folder = stateDir === undefined ? undefined : join(stateDir, 'files');
    if (this.folder !== undefined) mkdirSync(this.folder, { recursive: true });
  }

  save(input: { name: string; mime: string; bytes: Buffer }): FileRecord {
    const uniqueId = `AgAD${randomBytes(9).toString('base64url')}`;
    const id = `BQACAgIAAxkBAAI${randomBytes(30).toString('base64url')}`;
    // It becomes a header when the file is fetched.
    const mime = plainMime.test(input.mime) ? input.mime : 'application/octet-stream';
    const folder = folders.find(([pattern]) => pattern.test(mime))?.[1] ?? 'documents';
    const ending = /\.[A-Za-z0-9]{1,8}$/.exec(input.name)?.[0] ?? '';
    const record: FileRecord = {
      id,
      uniqueId,
      name: input.name,
      mime,
      size: input.bytes.length,
      path: `${folder}/file_${this.world.number()}${ending}`,
    };
    this.world.files.set(id, record);
    if (this.folder === undefined) this.inMemory.set(uniqueId, input.bytes);
    else writeFileSync(join(this.folder, uniqueId), input.bytes);
    return record;
  }

  read(file: FileRecord): Buffer | undefined {
    if (this.folder === undefined) return this.inMemory.get(file.uniqueId);
    try {
      return readFileSync(join(this.folder, file.uniqueId));
    } catch {
      return undefined;
    }
  }

  byPath(path: string): FileRecord | undefined {
    for (const file of this.world.files.values()) if (file.path === path) return file;
    return undefined;
  }

  forget(): void {
    this.inMemory.clear();
  }
}
