import { setTimeout as pause } from 'node:timers/promises';
import { followCandidates } from '../demo/expected.ts';
import { offerDemo } from '../demo/offer.ts';
import { offerFirstAdmin } from '../first-admin/offer.ts';
import { placesOf } from '../paths.ts';
import { messageOf, StartTrouble, sentence } from '../trouble.ts';
import { House } from './house.ts';
import { createProgress, type Progress } from './progress.ts';
import { report } from './report.ts';
import { openSession, type Session } from './session.ts';
import { readStatus } from './status.ts';
import { type StopRequest, stopRequests } from './stop-requests.ts';

export type StartIo = {
  readonly env: NodeJS.ProcessEnv;
  readonly write: (text: string) => void;
};

/** `zapis start`: everything up, a table, and everything down again when asked. The answer is the exit code. */
export async function start(io: StartIo): Promise<number> {
  const stop = stopRequests();
  const progress = createProgress(io.write);
  try {
    const opened = await openSession(placesOf(io.env), io.env);
    if (!opened.ok) return alreadyRunning(io, opened.holder.pid);
    return await live(opened.session, { io, progress, stop });
  } catch (error) {
    return failed(io, error);
  } finally {
    progress.close();
    stop.close();
  }
}

type Circumstances = { readonly io: StartIo; readonly progress: Progress; readonly stop: StopRequest };

async function live(session: Session, { io, progress, stop }: Circumstances): Promise<number> {
  const house = new House(session, progress);
  const left = session.orphans.map((one) => one.name).join(', ');
  if (left !== '') io.write(`An earlier start was killed and left ${left} running: ended.`);
  stop.asked.then(() => session.abort()).catch(() => undefined);
  const lost = whenLost(session);
  lost.then(() => session.abort()).catch(() => undefined);
  let code = 0;
  let following: Promise<void> | undefined;
  try {
    await house.start();
    const status = house.status();
    const offers = [await offerFirstAdmin(status, io.env), await offerDemo(status, io.env)];
    const lines = [
      report(status),
      ...offers.filter((offer) => offer !== undefined),
      `Logs: ${session.places.logs}   Stop: Ctrl-C`,
    ];
    io.write(`\n${lines.join('\n\n')}\n`);
    following = followCandidates(status, io.env, session.signal).catch(() => undefined);
    code = await Promise.race([stop.asked, lost]);
  } catch (error) {
    if (session.signal.aborted && stop.wasAsked()) code = await stop.asked;
    else code = session.isOurs() ? failed(io, error) : 1;
  } finally {
    const { data } = session.places;
    if (!session.isOurs())
      io.write(`The folder ${data} was removed while this ran, or is another start’s now.`);
    io.write('Stopping…');
    session.abort();
    // A database that hangs does not keep anybody from leaving.
    await Promise.race([following, pause(leaveWithinMs)]);
    await house.stop(stop.hurry);
    const isKept = session.isOurs();
    session.close();
    io.write(isKept ? 'Stopped. Data is kept; `npm run reset` clears it.' : 'Stopped.');
  }
  return code;
}

const leaveWithinMs = 1_000;
const lookForFolderMs = 300;

/** Without its lock a second start would work on the same folder, each ending the other's services: the first one goes. */
async function whenLost(session: Session): Promise<number> {
  while (session.isOurs()) await pause(lookForFolderMs, undefined, { ref: false });
  return 1;
}

function alreadyRunning(io: StartIo, pid: number): number {
  const status = readStatus(placesOf(io.env));
  io.write(`zapis already runs from this folder (process ${pid}).`);
  if (status) io.write(`\n${report(status)}\n`);
  return 0;
}

function failed(io: StartIo, error: unknown): number {
  if (error instanceof StartTrouble) io.write(`\n${sentence(error.trouble)}\n`);
  else
    io.write(`\nUnexpected: ${error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}\n`);
  return 1;
}
