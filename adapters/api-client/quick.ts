import type { QuickDeps } from '../../activities/person/quick.ts';
import { quickRoute } from '../../contracts/api/quick.ts';
import { quickCommands } from '../../core/quick/index.ts';
import { type ApiSettings, createCall } from './call.ts';

/** How the installation is takes as long to say as its slowest neighbour may take to answer. */
const patienceMs = 3_000;

/** The one call of a quick command. */
export function createQuickCalls(settings: ApiSettings): QuickDeps['answer'] {
  const call = createCall(settings, patienceMs);
  return (command, asker) => {
    const { path, answer } = quickRoute(command);
    const query = new URLSearchParams(quickCommands[command].call.query(asker));
    return call('GET', `${path}?${query.toString()}`, answer);
  };
}
