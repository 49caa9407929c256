import { installLine } from '../../host.ts';
import type { Service } from '../service.ts';
import { pinnedVersion } from './engine.ts';
import { goInstall } from './go-install.ts';
import { officialDownload } from './official-download.ts';
import { onPath } from './on-path.ts';
import { probeTemporal } from './probe.ts';

export const temporal: Service = {
  name: 'temporal',
  title: 'Temporal',
  variable: 'TEMPORAL_ADDRESS',
  example: '127.0.0.1:7233',
  ports: [
    { name: 'grpc', preferred: [7233] },
    { name: 'ui', preferred: [8233] },
    { name: 'http', preferred: [] },
    { name: 'metrics', preferred: [] },
  ],
  candidates: [onPath, officialDownload, goInstall],
  readyWithinMs: 60_000,
  probe: probeTemporal,
  remedy: (env) =>
    `${installLine('golang', env)}  (Go 1.21 or newer; it then builds github.com/temporalio/cli/cmd/temporal@v${pinnedVersion})`,
};
