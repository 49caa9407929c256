import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopPrograms } from '../../local/launcher/running.ts';
import { openSession } from '../../local/launcher/session.ts';
import { startService } from '../../local/launcher/start-service.ts';
import { placesOf, withData } from '../../local/paths.ts';
import type { Engine, Service } from '../../local/services/service.ts';
import { temporal } from '../../local/services/temporal/index.ts';

const soon = ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=60'];

const impatient = (engine: Engine): Engine => ({
  ...engine,
  launch(place) {
    const launch = engine.launch(place);
    return { ...launch, programs: launch.programs.map((one) => ({ ...one, args: [...one.args, ...soon] })) };
  },
});

const service: Service = {
  ...temporal,
  candidates: temporal.candidates.map((candidate) => ({
    ...candidate,
    async prepare(bench) {
      const prepared = await candidate.prepare(bench);
      return prepared.ok ? { ok: true, engine: impatient(prepared.engine) } : prepared;
    },
  })),
};

/** A Temporal of its own that asks runs to continue as new after a few dozen events instead of some thousands. */
export async function startShortTemporal(): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'zapis-short-'));
  const opened = await openSession(withData(placesOf(), folder));
  if (!opened.ok) throw new Error('somebody works in a folder that was made a moment ago');
  const say = () => undefined;
  const running = await startService(opened.session, service, {
    say,
    onHappening: say,
    useConfigured: false,
  });
  return {
    address: running.url,
    async stop() {
      await stopPrograms(running.programs);
      opened.session.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
