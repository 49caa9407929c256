import { createHash } from 'node:crypto';
import { createReadStream, readlinkSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Our own note, and what interpreters write while they run: neither is part of what was built. */
const ignored = new Set(['.zapis-entry.json', '__pycache__']);

/** One hash over every file of a folder. A link whose target is gone gives another hash: then it is of no use. */
export async function fingerprint(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await filesIn(folder)).sort()) {
    hash.update(`${relative(folder, file.slice(1))}\0`);
    if (file.startsWith('l')) hash.update(`${readlinkSync(file.slice(1))}\0${await targetKind(file.slice(1))}`);
    else
      for await (const chunk of createReadStream(file.slice(1), { highWaterMark: 1 << 20 }))
        hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}

/** Paths with one letter in front: `f` a file, `l` a link. */
async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (ignored.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await filesIn(path)));
    else if (entry.isSymbolicLink()) found.push(`l${path}`);
    else if (entry.isFile()) found.push(`f${path}`);
  }
  return found;
}

const targetKind = (link: string): Promise<string> => stat(link).then(() => 'there').catch(() => 'gone');
