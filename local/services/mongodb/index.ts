import { installLine, which } from '../../host.ts';
import type { Service } from '../service.ts';
import { javaServer } from './java-server.ts';
import { memoryServerDownload } from './memory-server-download.ts';
import { onPath } from './on-path.ts';
import { probeMongo } from './probe.ts';
import { raceGate } from './race-gate.ts';
import { secantus } from './secantus.ts';

export const mongodb: Service = {
  name: 'mongodb',
  title: 'MongoDB',
  variable: 'MONGODB_URL',
  example: 'mongodb://user:password@host:27017/zapis?replicaSet=rs0',
  ports: [{ name: 'mongodb', preferred: [] }],
  candidates: [onPath, memoryServerDownload, secantus, javaServer],
  readyWithinMs: 45_000,
  probe: probeMongo,
  gate: (url) => raceGate(url),
  // Debian and most others carry no mongod, but all carry what one of the candidates needs.
  remedy: (env) =>
    which('brew', env) ? 'brew install mongodb-community' : installLine('python3-venv python3-pip', env),
};
