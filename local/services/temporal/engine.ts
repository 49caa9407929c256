import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, Launch, Place } from '../service.ts';

export const pinnedVersion = '1.5.1';
export const cacheName = `temporal-${pinnedVersion}`;
const usualNamespace = 'zapis';

/** By default the task processors poll 20 times a second: a wait of up to 50 ms at every hop. */
const dynamicConfig = ['history.transferProcessorMaxPollRPS=1000', 'history.timerProcessorMaxPollRPS=1000'];

export function temporalEngine(binary: string, version: string, what: string): Engine {
  return { what, version, dataKey: 'cli', launch: (place) => launch(binary, version, place) };
}

function launch(binary: string, version: string, place: Place): Launch {
  mkdirSync(place.data, { recursive: true });
  const { grpc, ui, http, metrics } = place.ports;
  const namespace = place.env['TEMPORAL_NAMESPACE'] || usualNamespace;
  const args = [
    ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(grpc)],
    ['--ui-ip', '127.0.0.1', '--ui-port', String(ui)],
    ['--http-port', String(http), '--metrics-port', String(metrics)],
    // Files may not survive a change of version: each version has its own.
    ['--db-filename', join(place.data, `temporal-${version}.db`)],
    ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=1'],
    dynamicConfig.flatMap((value) => ['--dynamic-config-value', value]),
    ['--namespace', namespace, '--log-level', 'error', '--log-format', 'json'],
  ].flat();
  return {
    url: `127.0.0.1:${grpc}`,
    links: { 'Temporal UI': `http://127.0.0.1:${ui}/namespaces/${encodeURIComponent(namespace)}/workflows` },
    programs: [{ name: 'temporal', command: binary, args, graceMs: 10_000 }],
  };
}

/** `temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)`; a build from source calls itself 0.0.0-DEV. */
export function versionsIn(output: string): { cli: string; server: string } | undefined {
  const match = /version (\S+) \(Server ([\d.]+\S*?),/.exec(output);
  if (!match?.[1] || !match[2]) return undefined;
  return { cli: match[1].startsWith('0.0.0') ? pinnedVersion : match[1], server: match[2] };
}
