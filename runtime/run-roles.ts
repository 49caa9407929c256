import type { Log } from './log.ts';
import type { Role } from './role.ts';

/** A supervisor gives up at 30 s; what has not stopped by then is said and left behind. */
const stopWithinMs = 25_000;

async function stopAll(roles: readonly Role[], log: Log): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), stopWithinMs);
  });
  const stopped = Promise.allSettled(roles.map((role) => role.stop()));
  const result = await Promise.race([stopped, late]);
  clearTimeout(timer);
  if (result === 'late') {
    log.error('not everything stopped in time: leaving it');
    return false;
  }
  for (const [index, one] of result.entries())
    if (one.status === 'rejected')
      log.error({ err: one.reason as Error, role: roles[index]?.name }, 'a role did not stop cleanly');
  return result.every((one) => one.status === 'fulfilled');
}

function askedToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    if (process.channel) process.once('disconnect', () => resolve('the process that started us is gone'));
  });
}

/** A mistake of ours, anywhere: said once, without secrets, and ended in order rather than in the middle. */
function mistakes(): Promise<Error> {
  return new Promise((resolve) => {
    const told = (thrown: unknown) => resolve(thrown instanceof Error ? thrown : new Error(String(thrown)));
    process.once('uncaughtException', told);
    process.once('unhandledRejection', told);
  });
}

/** Starts the roles, waits for a signal or for one that cannot go on, stops them; resolves with the exit code. */
export async function runRoles(roles: readonly Role[], log: Log): Promise<number> {
  const asked = askedToStop();
  const mistaken = mistakes();
  try {
    await Promise.all(roles.map((role) => role.start()));
  } catch (error) {
    log.fatal({ err: error as Error }, 'could not start');
    await stopAll(roles, log);
    return 1;
  }
  log.info({ roles: roles.map((role) => role.name) }, 'started');
  const reason = await Promise.race([asked, mistaken, ...roles.map((role) => role.broken)]);
  if (reason instanceof Error) log.fatal({ err: reason }, 'cannot go on');
  else log.info({ reason }, 'stopping');
  const clean = await stopAll(roles, log);
  log.info('stopped');
  return clean && !(reason instanceof Error) ? 0 : 1;
}
