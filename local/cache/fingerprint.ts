import { createHash } from 'node:crypto';
import { open, readdir, readlink, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Our own note, and what interpreters write while they run: neither is part of what was built. */
const ignored = new Set(['.zapis-entry.json', '__pycache__']);
const atOnce = 8;
const bufferBytes = 256 * 1024;

type Item = { readonly path: string; readonly isLink: boolean };

/** One hash over every file of a folder. A link whose target is gone gives another hash: then it is of no use. */
export async function fingerprint(folder: string): Promise<string> {
  const items = (await itemsIn(folder)).sort((a, b) => (a.path < b.path ? -1 : 1));
  const parts: string[] = Array.from({ length: items.length }, () => '');
  const queue = items.entries();
  const work = async () => {
    const buffer = Buffer.allocUnsafe(bufferBytes);
    for (const [index, item] of queue)
      parts[index] =
        `${relative(folder, item.path)}\0${await (item.isLink ? ofLink(item.path) : ofFile(item.path, buffer))}`;
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

async function itemsIn(folder: string): Promise<Item[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter((entry) => !ignored.has(entry.name))
      .map(async (entry): Promise<Item[]> => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return itemsIn(path);
        return entry.isFile() || entry.isSymbolicLink() ? [{ path, isLink: entry.isSymbolicLink() }] : [];
      }),
  );
  return nested.flat();
}

/** Through one buffer per worker: some files are hundreds of megabytes, and memory that was once taken stays taken. */
async function ofFile(path: string, buffer: Buffer): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

async function ofLink(path: string): Promise<string> {
  const target = await stat(path).then(
    () => 'there',
    () => 'gone',
  );
  return `${await readlink(path)} ${target}`;
}
