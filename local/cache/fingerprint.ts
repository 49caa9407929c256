import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readlink, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Our own note, and what interpreters write while they run: neither is part of what was built. */
const ignored = new Set(['.zapis-entry.json', '__pycache__']);
const atOnce = 24;

type Item = { readonly path: string; readonly isLink: boolean };

/** One hash over every file of a folder. A link whose target is gone gives another hash: then it is of no use. */
export async function fingerprint(folder: string): Promise<string> {
  const items = (await itemsIn(folder)).sort((a, b) => (a.path < b.path ? -1 : 1));
  const parts: string[] = Array.from({ length: items.length }, () => '');
  const queue = items.entries();
  const work = async () => {
    for (const [index, item] of queue)
      parts[index] =
        `${relative(folder, item.path)}\0${await (item.isLink ? ofLink(item.path) : ofFile(item.path))}`;
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

/** In pieces: some files are hundreds of megabytes. */
async function ofFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

async function ofLink(path: string): Promise<string> {
  const target = await stat(path).then(
    () => 'there',
    () => 'gone',
  );
  return `${await readlink(path)} ${target}`;
}
