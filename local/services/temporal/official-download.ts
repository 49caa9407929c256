import { join } from 'node:path';
import { download } from '../../cache/download.ts';
import type { Candidate } from '../service.ts';
import { cachedBinary } from './cached.ts';
import { pinnedVersion, temporalEngine } from './engine.ts';

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

export const officialDownload: Candidate = {
  id: 'download',
  prepare: async (bench) => {
    const architecture = architectures[process.arch];
    if (architecture === undefined) return { ok: false, why: `no official build for ${process.arch}` };
    const name = `temporal_cli_${pinnedVersion}_${process.platform}_${architecture}.tar.gz`;
    const url = `https://github.com/temporalio/cli/releases/download/v${pinnedVersion}/${name}`;
    const entry = await cachedBinary(bench, async (folder) => {
      const archive = join(folder, name);
      const got = await download(url, archive, bench);
      if (!got.ok) return got;
      const unpacked = await bench.run('tar', ['-xzf', archive, '-C', folder, 'temporal']);
      await bench.run('rm', ['-f', archive]);
      return unpacked.ok ? { ok: true } : { ok: false, why: 'the downloaded archive cannot be unpacked' };
    });
    if (!entry.ok) return entry;
    return {
      ok: true,
      engine: temporalEngine(join(entry.folder, 'temporal'), entry.version, 'dev server (CLI)'),
    };
  },
};
