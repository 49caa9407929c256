import { join } from 'node:path';
import { download } from '../../cache/download.ts';
import { cacheEntry } from '../../cache/entry.ts';
import { messageOf } from '../../trouble.ts';
import type { Bench, Candidate } from '../service.ts';
import { mongodKey, mongodProgram, mongodVersion, mongoEngine } from './engine.ts';

const wanted = '8.0.16';

/** mongodb-memory-server knows which archive fits this system; fetching, checking and running it is ours. */
export const memoryServerDownload: Candidate = {
  id: 'download',
  prepare: async (bench) => {
    const entry = await cacheEntry({
      ...bench,
      name: `mongod-${wanted}`,
      build: (folder) => fetchMongod(bench, folder),
      verify: async (folder) => {
        const result = await bench.run(join(folder, 'bin', 'mongod'), ['--version'], { limitMs: 20_000 });
        const version = mongodVersion(result.output);
        return version
          ? { ok: true, version }
          : { ok: false, why: 'the downloaded mongod does not run here' };
      },
    });
    if (!entry.ok) return entry;
    const about = { what: 'mongod (download)', version: entry.version, dataKey: mongodKey(entry.version) };
    return { ok: true, engine: mongoEngine(about, mongodProgram(join(entry.folder, 'bin', 'mongod'))) };
  },
};

async function fetchMongod(bench: Bench, folder: string): Promise<{ ok: true } | { ok: false; why: string }> {
  let address: string;
  try {
    address = await archiveAddress();
  } catch (error) {
    return { ok: false, why: `no mongod to download for this system (${messageOf(error)})` };
  }
  const archive = join(folder, 'mongod.tgz');
  const got = await download(address, archive, bench);
  if (!got.ok) return got;
  const unpacked = await bench.run('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
  await bench.run('rm', ['-f', archive]);
  return unpacked.ok ? { ok: true } : { ok: false, why: 'the downloaded archive cannot be unpacked' };
}

/** Loaded when it is needed: an image, where nothing is brought up, is installed without it. */
async function archiveAddress(): Promise<string> {
  const { getOS } = await import('mongodb-memory-server-core/lib/util/getos/index.js');
  const { MongoBinaryDownloadUrl } = await import(
    'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js'
  );
  const { platform, arch } = process;
  const url = new MongoBinaryDownloadUrl({ version: wanted, platform, arch, os: await getOS() });
  return url.getDownloadUrl();
}
